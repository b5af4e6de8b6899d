holdfast_tests(checker_tests
  checker/assert.test.cpp
  checker/audit.test.cpp
  checker/bit_stream.test.cpp
  checker/block_array.test.cpp
  checker/breadth_first.test.cpp
  checker/canonical_trace.test.cpp
  checker/check.test.cpp
  checker/confirm.test.cpp
  checker/confirm_lasso.test.cpp
  checker/confirm_within.test.cpp
  checker/delays.test.cpp
  checker/distrust.test.cpp
  checker/elapsing.test.cpp
  checker/fingerprint.test.cpp
  checker/fair_components.test.cpp
  checker/fair_loop.test.cpp
  checker/footprint.test.cpp
  checker/frontier.test.cpp
  checker/judge.test.cpp
  checker/landmark.test.cpp
  checker/lanes.test.cpp
  checker/limits.test.cpp
  checker/liveness.test.cpp
  checker/model.test.cpp
  checker/model_error.test.cpp
  checker/packed_state.test.cpp
  checker/quotient_table.test.cpp
  checker/random.test.cpp
  checker/random_walk.test.cpp
  checker/readme.test.cpp
  checker/refuse.test.cpp
  checker/replay.test.cpp
  checker/schedule.test.cpp
  checker/scratch_list.test.cpp
  checker/seen_states.test.cpp
  checker/sleep_sets.test.cpp
  checker/state_graph.test.cpp
  checker/state_key.test.cpp
  checker/system.test.cpp
  checker/visited.test.cpp
  checker/winner_log.test.cpp
  checker/within.test.cpp
  checker/workers.test.cpp
  checker/zeroed_memory.test.cpp
  random_liveness.test.cpp
  random_systems.test.cpp
  random_within.test.cpp
  second_opinion.test.cpp
  toy_models.test.cpp
)

# The example of checker/README.md is a program of its own, with the output that the README shows.
add_executable(readme_example ${CMAKE_CURRENT_LIST_DIR}/readme_example.cpp)
target_link_libraries(readme_example PRIVATE holdfast::checker)
target_compile_definitions(checker_tests PRIVATE HOLDFAST_README_EXAMPLE="$<TARGET_FILE:readme_example>")
add_dependencies(checker_tests readme_example)

holdfast_tests(tidy_tests tidy.test.cpp)
