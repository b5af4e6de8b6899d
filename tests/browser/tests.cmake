# The page in a browser; skipped, with the reason, where there is none.
set(browser_test "${HOLDFAST_TEST_PREFIX}browser/page")
add_test(NAME "${browser_test}"
  COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/browser/run $<TARGET_FILE:holdfast> ${CMAKE_CURRENT_BINARY_DIR}/browser)
set_tests_properties("${browser_test}" PROPERTIES LABELS browser TIMEOUT 600 SKIP_RETURN_CODE 77)
