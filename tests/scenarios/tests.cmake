# tests.cmake files are included from tests/, so paths start there.
holdfast_tests(scenarios_tests
  scenarios/canonical_text.test.cpp
  scenarios/case_errors.test.cpp
  scenarios/cases.test.cpp
  scenarios/diagnostic.test.cpp
  scenarios/environment_errors.test.cpp
  scenarios/file_errors.test.cpp
  scenarios/formula.test.cpp
  scenarios/key_depth.test.cpp
  scenarios/key_table.test.cpp
  scenarios/mutation.test.cpp
  scenarios/nearest.test.cpp
  scenarios/print.test.cpp
  scenarios/program_errors.test.cpp
  scenarios/property_errors.test.cpp
  scenarios/read.test.cpp
  scenarios/readme.test.cpp
  scenarios/schema.test.cpp
  scenarios/server_errors.test.cpp
  scenarios/servers.test.cpp
  scenarios/shows.test.cpp
  scenarios/source_text.test.cpp
  scenarios/step_errors.test.cpp
  scenarios/steps.test.cpp
  scenarios/tags.test.cpp
  scenarios/time_errors.test.cpp
  scenarios/utf8.test.cpp
  scenarios/words.test.cpp
  scenarios/world.test.cpp
  scenarios/world_errors.test.cpp
)
# The schema for editors speaks of TOML as JSON; only toml++ can tell what it would be.
target_link_libraries(scenarios_tests PRIVATE PkgConfig::TOMLPP)
