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
        const bool store = happening.kind == Happening::Kind::poll;
        checker::Process process{.name = name_of_happening(layout, happening)};
        if (store) process.lane = static_cast<int>(layout.programs.size() + happening.target);
        else if (happening.kind != Happening::Kind::event && !timer) process.lane = happening.who;
        // They are sure to come; nothing of the rest is.
        process.fair = timer || (store && fairness_of(layout, layout.programs.size() + happening.target) !=
                                              Fairness::none);
        process.environment = !timer && !store;
        processes.push_back(std::move(process));
    }
    // It has no lane: that time goes on is nobody's deed. Nor is it what a run is not over for.
    if (layout.has_clock) processes.push_back({.name = "clock", .counts = false});
    return processes;
}

}  // namespace holdfast::model
