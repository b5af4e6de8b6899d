# What the search counts is signed, and counted once more by other checkers where they are installed.
foreach(test signature counts)
  add_test(NAME "${HOLDFAST_TEST_PREFIX}bench/${test}"
    COMMAND bash ${CMAKE_CURRENT_SOURCE_DIR}/bench/${test}.test $<TARGET_FILE:holdfast>)
  set_tests_properties("${HOLDFAST_TEST_PREFIX}bench/${test}" PROPERTIES TIMEOUT 300 SKIP_RETURN_CODE 77)
endforeach()
