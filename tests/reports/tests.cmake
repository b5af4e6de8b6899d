holdfast_tests(reports_tests
  reports/describe.test.cpp
  reports/display_width.test.cpp
  reports/json.test.cpp
  reports/layout.test.cpp
  reports/report.test.cpp
  reports/shell_quote.test.cpp
  reports/statistics.test.cpp
  reports/story.test.cpp
  reports/text.test.cpp
)

# What belongs to the program alone: its parts are compiled in, and it is run as a whole.
holdfast_tests(command_line_tests
  reports/cli/command_line.test.cpp
  reports/cli/exit_code.test.cpp
  reports/cli/find_scenarios.test.cpp
  reports/cli/progress.test.cpp
  ../reports/cli/clock.cpp
  ../reports/cli/find_scenarios.cpp
  ../reports/cli/output.cpp
  ../reports/cli/progress.cpp
)
add_dependencies(command_line_tests holdfast)
