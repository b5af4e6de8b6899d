// Listens to a turn and puts into words what happens inside it. The search runs without one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/turn.hpp"

namespace holdfast::model {

class Narrator {
public:
    explicit Narrator(const Layout& layout) : layout_(layout) {}

    // What a deed is called when it happens. All are called before the state changes.
    void created(Turn& turn, Name name, const Call& call);
    void recreated(Turn& turn, Name name);
    void renamed(Turn& turn, Reference instance, Name name);
    void put_off(Turn& turn, Reference instance, Name name);
    void copied_to(Turn& turn, Name name, Name copy);
    void made_default(Turn& turn, Name name);
    void gave_services(Turn& turn, Reference instance, bool none);
    /// `why`: "is gone".
    void access_failed(Turn& turn, Sentence<0> why);
    void joined(Turn& turn, std::size_t sharer, Reference instance);
    void stays_on_its_own(Turn& turn);
    void marked(Turn& turn, Reference instance);
    void copied(Turn& turn, Reference instance);
    void purged(Turn& turn, Reference instance, std::uint64_t users);
    void took_abandoned_mutex(Turn& turn);
    void left_entries_behind(Turn& turn);
    void obtained_marked(Turn& turn, Reference instance);
    void store_read(Turn& turn, std::size_t server);
    void store_applied(Turn& turn, std::size_t server, bool changed);
    void cut(Turn& turn, std::size_t server, std::size_t program);
    void edited(Turn& turn, const Call& call);
    /// `why`: "its client is blocked".
    void request_failed(Turn& turn, Sentence<0> why);

    std::vector<std::string> events;
    std::vector<std::string> alarms;
    std::vector<Reference> purged_in_use;  ///< for the explanation of in-use-purge
    std::uint64_t victims = 0;             ///< programs that still used the first of them, as in users_of
    std::size_t purger = 0;                ///< the program in whose turn that was

private:
    [[nodiscard]] std::string profile(const Turn& turn, Name name) const;

    const Layout& layout_;
};

}  // namespace holdfast::model
