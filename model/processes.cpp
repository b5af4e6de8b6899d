#include "model/processes.hpp"

#include <utility>

#include "model/names.hpp"

namespace holdfast::model {

std::vector<checker::Process> make_processes(const Layout& layout)
{
    std::vector<checker::Process> processes;
    for (std::size_t p = 0; p < layout.programs.size(); ++p) {
        processes.push_back({.name = name_of_program(layout, p),
                             .lane = static_cast<int>(p),
                             .fair = fairness_of(layout, p) != Fairness::none});
    }
    for (const std::uint16_t p : layout.crashers) {
        processes.push_back({.name = say(layout, "<crash> of {}", name_of_program(layout, p)),
                             .lane = p,
                             .environment = true,
                             .fair = false});
    }
    for (const Happening& happening : layout.happenings) {
        const bool timer = happening.kind == Happening::Kind::clean_up;
        checker::Process process{.name = name_of_happening(layout, happening)};
        if (happening.kind != Happening::Kind::event && !timer) process.lane = happening.who;
        process.fair = timer;  // it is sure to come; nothing of the rest is
        process.environment = !timer;
        processes.push_back(std::move(process));
    }
    return processes;
}

}  // namespace holdfast::model
