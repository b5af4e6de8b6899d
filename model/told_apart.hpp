// Programs and profiles that are alike but for what the scenario's own properties say of them by name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "model/layout.hpp"

namespace holdfast::model {

/// Whom the scenario's own properties tell from others that are like them.
class Named {
public:
    explicit Named(const Layout& layout) : layout_(layout)
    {
        for (const OwnProperty& property : layout.own_properties)
            for_each_node(property, [&](const Formula& node) { note(property, node); });
    }

    /// The property that would see an exchange of the two programs, or none.
    [[nodiscard]] const std::string* between(std::uint16_t p, std::uint16_t q) const
    {
        for (const auto& [program, property] : programs_) {
            if (program == p || program == q) return property;
        }
        for (const auto& [session, property] : sessions_) {
            if ((session_of(p) == session) != (session_of(q) == session)) return property;
        }
        return nullptr;
    }

    /// Likewise of two profiles.
    [[nodiscard]] const std::string* between_profiles(std::size_t one, std::size_t other) const
    {
        for (const auto& [profile, property] : profiles_) {
            if (profile == one || profile == other) return property;
        }
        return nullptr;
    }

private:
    /// In the order of the properties, so that the first one is told.
    using Mentions = std::vector<std::pair<std::size_t, const std::string*>>;

    void note(const OwnProperty& property, const Formula& node)
    {
        if (speaks_of_program(node.kind) && !node.program.bound)
            programs_.emplace_back(node.program.index, &property.name);
        if (node.profile && !node.profile->bound) profiles_.emplace_back(node.profile->index, &property.name);
        if (node.kind == Formula::Kind::is_in_session) sessions_.emplace_back(node.session, &property.name);
    }

    [[nodiscard]] std::size_t session_of(std::size_t program) const
    {
        return layout_.world.programs[program].session;
    }

    const Layout& layout_;
    Mentions programs_, profiles_, sessions_;
};

}  // namespace holdfast::model
