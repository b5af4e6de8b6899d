# The scripts are the same for every preset, and so are their tests; they are quick.
foreach(script front_door mutation run)
  add_test(NAME "${HOLDFAST_TEST_PREFIX}scripts/${script}"
    COMMAND bash ${CMAKE_CURRENT_SOURCE_DIR}/scripts/${script}.test.bash)
  set_tests_properties("${HOLDFAST_TEST_PREFIX}scripts/${script}" PROPERTIES TIMEOUT 120)
endforeach()
