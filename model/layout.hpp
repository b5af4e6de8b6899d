// Where everything stands in the packed state. One table, made when a scenario is compiled, declares each
// field once: its range, its place, its words. Accessors, footprints and printing come from it. A field that
// a scenario cannot use takes no bits and reads as 0.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/blocking/block_lists.hpp"
#include "model/fairness.hpp"
#include "model/own_property.hpp"
#include "model/policy.hpp"
#include "model/script.hpp"
#include "model/world.hpp"

namespace holdfast::model {

/// Some bits of one word. A default Field is absent: it reads as 0 and accepts nothing else.
struct Field {
    std::uint64_t mask = 0;  ///< of the value, before shifting
    std::uint8_t word = 0;
    std::uint8_t shift = 0;

    [[nodiscard]] constexpr bool present() const { return mask != 0; }
};

/// Fields of equal width in several records, asked all at once: "does any of them say so?". A bit set in
/// `ones` is the lowest of a field of that word.
struct Row {
    std::uint64_t mask = 0;  ///< of a value, as in Field; 0 where no field is in the row
    std::vector<std::uint64_t> ones{};

    void add(Field field);
};

/// A bit of a Footprint. Beyond 63 resources the last bit is shared.
using Resource = std::uint64_t;

/// What a field of a program or a table says about a profile instance: none, one that is present (its slot),
/// or one that was purged, of which only the name is left. Which slot it is means nothing: see
/// renumbering.hpp.
struct Reference {
    std::uint16_t code = 0;

    [[nodiscard]] constexpr bool none() const { return code == 0; }
    constexpr bool operator==(const Reference&) const = default;
};

/// Index of a profile name within its hive.
using Name = std::uint16_t;

/// What the values of a field are to whoever exchanges programs, names or instances.
enum class FieldKind : std::uint8_t {
    plain,      ///< a number that says the same of everybody
    name,       ///< a Name
    point,      ///< a PointIndex of the program's script
    reference,  ///< a Reference
};

/// One present profile instance. `status` 0 is a free slot, whose other fields are 0 too.
struct SlotFields {
    Field status;   ///< Status
    Field name;     ///< Name
    Field dynamic;  ///< created by a program
    Field overdue;  ///< marked and unused, and a MAPI event of its hive has come since
    Field bare;     ///< without message services
    Field pending;  ///< Name + 1: the new name that waits for the end of its use, or 0
};

struct SlotField {
    Field SlotFields::* field;
    FieldKind kind;
};

/// Every field of a slot, once: whoever moves or renames instances walks this list, and a field that is added
/// to SlotFields is added here.
inline constexpr std::array<SlotField, 6> slot_fields{{
    {&SlotFields::status, FieldKind::plain},
    {&SlotFields::name, FieldKind::name},
    {&SlotFields::dynamic, FieldKind::plain},
    {&SlotFields::overdue, FieldKind::plain},
    {&SlotFields::bare, FieldKind::plain},
    {&SlotFields::pending, FieldKind::plain},
}};
static_assert(sizeof(SlotFields) == slot_fields.size() * sizeof(Field), "slot_fields lacks a field");

enum class Status : std::uint8_t { none = 0, live = 1, marked = 2, purged = 3 };  // `purged` is never stored

/// A program's own record: all it is, owns and uses.
struct ProgramFields {
    Field at;           ///< PointIndex
    Field initialized;  ///< how many MAPIInitialize are not yet balanced
    Field session;      ///< Reference: the instance its MAPI session, opening or open, is on
    /// Reference: what its entry in the in-use table is for. Where that is always what its session is on
    /// between two calls, it is absent at grain call.
    Field entry;
    Field scratch;       ///< Reference: what an unfinished call works on
    Field created;       ///< Reference: what it created and has not yet logged on to (A5)
    Field stale_handle;  ///< its registry handles died in a move (A2)
    Field marked_path;   ///< its entry was made by the path in Deleted Profiles (A7 c, A19 b)
    Field holds_mutex;   ///< its logon mutex
    Field shared;        ///< its session is one that other programs can get or share with it
    Field asked;         ///< MAPI_LOGOFF_SHARED has asked it to log off
    Field admin;         ///< Reference: the instance that its service administration is open on
    Field marker;        ///< its session had its profile marked for deletion
    Field lost_path;     ///< its session opened its profile by a name that it no longer has
    Field lost_hive;     ///< the hive was unloaded under its process
    Field on_its_own;    ///< could not create the global table: see A16
    Field restarts;      ///< how often it was started anew
    Field answer;        ///< stored_answer of its last call, where an own property asks for it
    Field connection;    ///< stored_connection
    Field waiting;       ///< minutes that its wait still takes
    Field age;           ///< minutes since its start, as far as that matters
};

struct RecordField {
    Field ProgramFields::* field;
    FieldKind kind;
};

/// Every field of a program's record, once: whoever exchanges programs, renames profiles or renumbers
/// instances walks this list, and a field that is added to ProgramFields is added here. References stand in
/// the order in which instances are numbered by them (renumbering.hpp).
inline constexpr std::array<RecordField, 21> record_fields{{
    {&ProgramFields::at, FieldKind::point},           {&ProgramFields::initialized, FieldKind::plain},
    {&ProgramFields::session, FieldKind::reference},  {&ProgramFields::entry, FieldKind::reference},
    {&ProgramFields::scratch, FieldKind::reference},  {&ProgramFields::created, FieldKind::reference},
    {&ProgramFields::stale_handle, FieldKind::plain}, {&ProgramFields::marked_path, FieldKind::plain},
    {&ProgramFields::holds_mutex, FieldKind::plain},  {&ProgramFields::shared, FieldKind::plain},
    {&ProgramFields::asked, FieldKind::plain},        {&ProgramFields::admin, FieldKind::reference},
    {&ProgramFields::marker, FieldKind::plain},       {&ProgramFields::lost_path, FieldKind::plain},
    {&ProgramFields::lost_hive, FieldKind::plain},    {&ProgramFields::on_its_own, FieldKind::plain},
    {&ProgramFields::restarts, FieldKind::plain},     {&ProgramFields::answer, FieldKind::plain},
    {&ProgramFields::connection, FieldKind::plain},   {&ProgramFields::waiting, FieldKind::plain},
    {&ProgramFields::age, FieldKind::plain},
}};
static_assert(sizeof(ProgramFields) == record_fields.size() * sizeof(Field), "record_fields lacks a field");

/// What the program's entry in its in-use table is for.
[[nodiscard]] constexpr Field entry_field(const ProgramFields& fields)
{
    return fields.entry.present() ? fields.entry : fields.session;
}

struct ProgramLayout {
    ProgramFields fields{};
    std::size_t hive = 0;
    std::size_t table = 0;
    std::optional<std::size_t> own_table{};  ///< what it makes do with where it may not create `table` (A16)
    std::size_t mutex = 0;
    Resource place = 0;               ///< of what happens to it; 0 where nothing can
    bool counts_initialize = false;   ///< false: it starts initialized and stays so
    bool starts_initialized = false;  ///< where it counts
    bool lacks_privilege = false;     ///< may not create its table, which is global (A16)
    Script script{};
    std::vector<bool>
        looks_at_its_age{};    ///< by PointIndex: some step that may follow has a time; empty where none has
    std::uint32_t oldest = 0;  ///< from this age on, in minutes, none of its steps cares for it
    /// By server and PointIndex: some step that may follow, a restart apart, connects to it.
    std::vector<std::vector<bool>> may_connect{};
};

/// A registry hive that some program uses, with the names of its profiles.
struct Hive {
    std::size_t account = 0;
    std::vector<std::size_t> profiles{};  ///< by Name: index into World::profiles
    std::vector<SlotFields> slots{};
    /// No name can have two instances at a time, so slot k is that of name k: no order of births to forget.
    bool slot_per_name = false;
    std::vector<std::uint16_t> programs{};
    Row sessions{};                         ///< of all its programs
    Row references{};                       ///< every field of all its programs that can refer to an instance
    std::vector<Field> reference_fields{};  ///< the same, program by program, in the order of record_fields
    std::vector<Resource> registry{};       ///< by Name: what the store says of that name
    Resource uses = 0;                      ///< which MAPI sessions are open on what: read by properties
    Field default_profile{};                ///< Name + 1, or 0 where there is none
    Resource default_resource = 0;
    std::optional<std::size_t> timer_table{};  ///< what the clean-up timer sees (A18); none: an empty one
    std::vector<std::size_t> texts{};  ///< by Name: equal for names that are the same, in whatever hive

    [[nodiscard]] std::uint16_t slot_count() const { return static_cast<std::uint16_t>(slots.size()); }

    /// The slots in which instances of the name can stand.
    [[nodiscard]] std::uint16_t first_slot(Name name) const { return slot_per_name ? name : 0; }
    [[nodiscard]] std::uint16_t end_slot(Name name) const
    {
        return slot_per_name ? static_cast<std::uint16_t>(name + 1) : slot_count();
    }
};

/// An in-use table, U[k]: those who share it, and what the dead left behind in it.
struct Table {
    std::size_t hive = 0;   ///< of its programs; of the first of them where hives are not told apart
    std::size_t token = 0;  ///< index into World::accounts: for whom its programs act
    bool of_several_hives = false;
    bool fallen_back = false;  ///< what those make do with who may not create a global one (A16)
    bool has_guests = false;   ///< some of its programs may turn out to have another table (A16)
    std::vector<std::uint16_t> programs{};
    Row entries{};  ///< what the entries of the living are for
    Row created{};  ///< what they created and count as users of (A5)
    Row admins{};   ///< what their service administration is open on (A5)
    /// Whether the dead left an entry behind: by slot where instances are the key, by Hive::texts where hives
    /// are not told apart, by Name otherwise.
    std::vector<Field> stale{};
    Resource resource = 0;
};

/// Every list of a table with a field for each key, once: a list that is added to Table is added here.
inline constexpr std::array table_lists{&Table::stale};

/// A logon mutex, L[k]: those who share it.
struct Mutex {
    std::vector<std::uint16_t> programs{};
    Row holders{};
    Field abandoned{};
    Resource resource = 0;
};

/// Something that happens to programs rather than being done by one: an event of the world, a restart, a
/// program that leaves when asked, the clean-up timer. Crashes stand apart, in Layout::crashers.
struct Happening {
    enum class Kind : std::uint8_t { restart, leave_when_asked, event, clean_up, poll };
    Kind kind = Kind::event;
    std::size_t target = 0;  ///< a program, an index into World::events, a hive or a server
    std::uint16_t who = 0;   ///< the program in whose turn it is told
    Field happened{};        ///< for an event: how often
};

/// What the environment can do to a session.
struct SessionFields {
    Field disconnected;
    Field logged_off;
};

/// What a server of Exchange is and has in a state.
struct ServerLayout {
    struct Node {
        Field processes;  ///< what stands in its registry: a number of BlockLists
        Field versions;
    };

    BlockLists processes{};
    BlockLists versions{};
    std::vector<std::uint16_t> clients{};  ///< the programs that connect to it
    Field down{};
    Field active{};          ///< the node that runs the store
    Field poll_in{};         ///< minutes to the next poll; 0 where it is due, and where there is none to come
    Field stage{};           ///< PollStage
    Field read_processes{};  ///< what an unfinished poll has read
    Field read_versions{};
    Field seen_processes{};  ///< what the last poll or start has read
    Field seen_versions{};
    Field process_list{};  ///< the list in force, where that does not follow from what was read last
    Field version_list{};
    Field written{};       ///< something was written since then, the same perhaps
    Field read_written{};  ///< likewise, up to when an unfinished poll has read
    std::vector<Node> nodes{};
    Resource store{};  ///< whether it runs, and which lists are in force
};

/// How far a poll is.
enum class PollStage : std::uint8_t { none, read, cutting };

enum class ConnectionState : std::uint8_t { none, cut, lost, open };

/// What a program has of a connection, and to which server; the server of none is 0.
struct ConnectionOf {
    ConnectionState state = ConnectionState::none;
    std::size_t server = 0;

    bool operator==(const ConnectionOf&) const = default;
};

[[nodiscard]] constexpr std::uint64_t stored_connection(ConnectionOf connection)
{
    if (connection.state == ConnectionState::none) return 0;
    return connection.server * 3 + static_cast<std::uint64_t>(connection.state);
}

[[nodiscard]] constexpr ConnectionOf connection_of(std::uint64_t stored)
{
    if (stored == 0) return {};
    return {static_cast<ConnectionState>((stored - 1) % 3 + 1), (stored - 1) / 3};
}

struct Layout {
    World world;
    Policy policy;
    Grain grain = Grain::call;
    std::vector<OwnProperty> own_properties;
    std::vector<ProgramLayout> programs;
    std::vector<Hive> hives;
    std::vector<Table> tables;
    bool tables_span_hives = false;  ///< some table is one of several hives
    std::vector<Mutex> mutexes;
    std::vector<std::uint16_t> crashers;  ///< programs that may crash, in order: the environment's processes
    std::vector<Happening> happenings;    ///< the processes behind those
    std::vector<SessionFields> sessions;  ///< by index into World::sessions
    std::vector<ServerLayout> servers;    ///< by index into World::servers
    bool has_clock = false;               ///< time passes
    std::vector<std::size_t> name_of_profile;  ///< by index into World::profiles: its Name
    std::vector<Fairness> fairness;            ///< by program, then by server; empty where it is weak for all
    bool endless = false;                      ///< some program may go on for ever
    std::size_t bits = 0;
    std::size_t words = 1;
};

[[nodiscard]] inline Fairness fairness_of(const Layout& layout, std::size_t program)
{
    return layout.fairness.empty() ? Fairness::weak : layout.fairness[program];
}

/// Whether the lists of a table go by slot; otherwise they go by Name.
[[nodiscard]] inline bool lists_go_by_instance(const Policy& policy)
{
    return policy.table_key == TableKey::instance;
}

/// Whether the hive can hold several instances of one name, whose numbers then mean nothing
/// (renumbering.hpp).
[[nodiscard]] inline bool numbers_instances(const Hive& hive)
{
    return !hive.slots.empty() && !hive.slot_per_name;
}

/// The widest state there is, in 64-bit words. States of more than 8 words are rare; they are all this wide.
inline constexpr std::size_t most_words = 64;

/// Fails with a sentence where the world does not fit a state. `fairness` is by program; empty where it is
/// weak for all.
[[nodiscard]] tl::expected<Layout, std::string>
make_layout(const World& world, const Policy& policy, Grain grain, std::optional<std::size_t> most_instances,
            const std::vector<OwnProperty>& own_properties = {}, const std::vector<Fairness>& fairness = {});

/// The value of an answer where a program's last answer is stored: 0 stands for none.
[[nodiscard]] constexpr std::uint64_t stored_answer(std::optional<Answer> answer)
{
    return answer ? static_cast<std::uint64_t>(*answer) + 1 : 0;
}

}  // namespace holdfast::model
