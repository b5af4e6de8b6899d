# Each file of the library is a test; a new file is one from the next build on.
add_executable(every_scenario every_scenario.cpp)
target_link_libraries(every_scenario PRIVATE holdfast::scenarios)
file(GLOB_RECURSE scenario_files CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/scenarios/*.toml)
foreach(file IN LISTS scenario_files)
  add_test(NAME "${HOLDFAST_TEST_PREFIX}${file}" COMMAND every_scenario ${file} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties("${HOLDFAST_TEST_PREFIX}${file}" PROPERTIES TIMEOUT 300)
endforeach()
# And all of them together must be able to fail: a step that no run takes any more is noticed here.
add_test(NAME "${HOLDFAST_TEST_PREFIX}scenarios can fail"
  COMMAND holdfast check scenarios --strict --no-times --traces none WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
set_tests_properties("${HOLDFAST_TEST_PREFIX}scenarios can fail" PROPERTIES TIMEOUT ${holdfast_timeout})
