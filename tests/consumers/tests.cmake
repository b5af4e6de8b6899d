# The readers of others, in build/consumers; where they are not, the test is skipped and says so.
add_test(NAME "${HOLDFAST_TEST_PREFIX}consumers/reports"
  COMMAND bash ${CMAKE_CURRENT_LIST_DIR}/reports.test $<TARGET_FILE:holdfast> ${PROJECT_SOURCE_DIR}/build/consumers)
set_tests_properties("${HOLDFAST_TEST_PREFIX}consumers/reports" PROPERTIES
  TIMEOUT 300 SKIP_RETURN_CODE 77 LABELS consumers)

add_test(NAME "${HOLDFAST_TEST_PREFIX}consumers/graph"
  COMMAND bash ${CMAKE_CURRENT_LIST_DIR}/graph.test $<TARGET_FILE:holdfast>)
set_tests_properties("${HOLDFAST_TEST_PREFIX}consumers/graph" PROPERTIES
  TIMEOUT 300 SKIP_RETURN_CODE 77 LABELS consumers)
