#include "model/identity.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace holdfast::model {
namespace {

/// Follows every way through a run at once, with all it has to know of each: for whom the thread acts, and
/// whether the hive is bound.
class Ways {
public:
    struct Way {
        std::size_t token;
        bool bound;
        auto operator<=>(const Way&) const = default;
    };
    using Set = std::set<Way>;

    explicit Ways(std::size_t own_account) : own_account_(own_account) {}

    /// Without an initialize it starts initialized, so its hive was bound before.
    void follow(const Block& run)
    {
        const bool bound = !initializes(run);
        if (bound) hive_tokens.insert(own_account_);
        static_cast<void>(through(run, {{own_account_, bound}}));
    }

    std::set<std::size_t> hive_tokens, initialize_tokens;

private:
    [[nodiscard]] static bool initializes(const Block& run)
    {
        return std::ranges::any_of(run, [](const Item& item) {
            if (const auto* const call = std::get_if<Call>(&item)) return call->kind == CallKind::initialize;
            if (const auto* const repeat = std::get_if<Repeat>(&item)) return initializes(repeat->steps);
            return std::ranges::any_of(std::get<Choose>(item).branches, initializes);
        });
    }

    /// Those that come out behind the block, be it by its end or by leaving it.
    Set through(const Block& block, const Set& in)
    {
        Set left, at = in;
        for (const Item& item : block) at = through(item, at, left);
        at.insert(left.begin(), left.end());
        return at;
    }

    Set through(const Item& item, const Set& in, Set& left)
    {
        if (const auto* const call = std::get_if<Call>(&item)) return behind(*call, in, left);
        if (const auto* const repeat = std::get_if<Repeat>(&item)) return around(*repeat, in);
        Set out;
        for (const Block& branch : std::get<Choose>(item).branches) out.merge(through(branch, in));
        return out;
    }

    /// Round after round until no round brings anything new; how often it is really repeated hardly matters.
    Set around(const Repeat& repeat, const Set& in)
    {
        Set all = through(repeat.steps, in);
        for (Set more = all; !more.empty();) {
            Set fresh;
            for (const Way& way : through(repeat.steps, more)) {
                if (all.insert(way).second) fresh.insert(way);
            }
            more = std::move(fresh);
        }
        return all;
    }

    Set behind(const Call& call, const Set& in, Set& left)
    {
        Set out;
        if (call.kind == CallKind::exit) return out;  // nothing comes behind it
        for (const Way& way : in) out.insert(after(call, way));
        if (call.on_failure == OnFailure::leave) left.insert(out.begin(), out.end());
        return out;
    }

    Way after(const Call& call, Way way)
    {
        switch (call.kind) {
        case CallKind::idle:
        case CallKind::uninitialize: return way;
        case CallKind::impersonate: return {call.account, way.bound};
        case CallKind::revert: return {own_account_, way.bound};
        case CallKind::initialize: initialize_tokens.insert(way.token); break;
        default: break;
        }
        if (!way.bound) hive_tokens.insert(way.token);
        return {way.token, true};
    }

    std::size_t own_account_;
};

}  // namespace

tl::expected<Identity, std::string> identity_of(const Block& run, std::size_t own_account,
                                                const std::vector<Account>& accounts)
{
    Ways ways(own_account);
    ways.follow(run);
    std::set<std::size_t> hives;
    for (const std::size_t token : ways.hive_tokens) hives.insert(accounts[token].hive);
    if (hives.size() > 1)
        return tl::make_unexpected("which hive it is bound to depends on the way that it takes");
    if (ways.initialize_tokens.size() > 1) {
        return tl::make_unexpected(fmt::format("it initializes once for '{}' and once for '{}'",
                                               accounts[*ways.initialize_tokens.begin()].name,
                                               accounts[*ways.initialize_tokens.rbegin()].name));
    }
    Identity identity{accounts[own_account].hive, own_account};
    if (!hives.empty()) identity.hive = *hives.begin();
    if (!ways.initialize_tokens.empty()) identity.token = *ways.initialize_tokens.begin();
    return identity;
}

}  // namespace holdfast::model
