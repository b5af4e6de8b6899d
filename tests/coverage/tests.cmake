# Lists that are made from the scenarios, and the test that they are up to date.
holdfast_tests(coverage_tests
  coverage/catalogue.test.cpp
  coverage/coverage.test.cpp
  coverage/generated.cpp
  coverage/observation.cpp
)
# What runs the whole library is optimised whatever the build.
set_source_files_properties(coverage/observation.cpp PROPERTIES COMPILE_OPTIONS -O1)
