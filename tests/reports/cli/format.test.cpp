// Scenario files laid out by the program as a whole.
#include <filesystem>
#include <string>

#include <catch2/catch.hpp>

#include "tests/reports/cli/whole_program.hpp"

using namespace holdfast::tests;

namespace {

/// `world` with its array of steps squeezed.
const std::string untidy =
    "format=1\ntitle=\"x\"  # why\n[accounts]\n  a={sessions=[ \"console\" ]}\n[profiles.p]\n"
    "[programs.one]\nsession='console'\nrun=[\"logon p\" ,\"logoff\"]\n";

const std::string tidy =
    "format = 1\ntitle  = \"x\"   # why\n\n[accounts]\na = { sessions = [\"console\"] }\n\n"
    "[profiles.p]\n\n[programs.one]\nsession = 'console'\nrun = [\"logon p\", \"logoff\"]\n";

}  // namespace

TEST_CASE("A scenario is laid out in place, keeps its mode, and is named; the second time nothing happens")
{
    namespace fs = std::filesystem;
    const TemporaryFolder folder;
    const std::string file = folder.write("a.toml", untidy);
    fs::permissions(file, fs::perms::owner_all | fs::perms::others_read);
    fs::create_symlink(file, folder.path("link.toml"));
    const Finished done = run_holdfast({"format", folder.path("link.toml")});
    CHECK(done.code == 0);
    CHECK(contains(done.out, "link.toml\n"));
    CHECK(content_of(file) == tidy);
    CHECK(fs::is_symlink(folder.path("link.toml")));
    CHECK(fs::status(file).permissions() == (fs::perms::owner_all | fs::perms::others_read));
    const Finished again = run_holdfast({"format", file});
    CHECK(again.code == 0);
    CHECK(again.out.empty());
    std::size_t files = 0;
    for ([[maybe_unused]] const auto& entry : fs::directory_iterator(folder.path())) ++files;
    CHECK(files == 2);
}

TEST_CASE("With --check files are named and stay as they are")
{
    const TemporaryFolder folder;
    const std::string file = folder.write("a.toml", untidy);
    folder.write("b.toml", tidy);
    const Finished done = run_holdfast({"format", folder.path(), "--check"});
    CHECK(done.code == 1);
    CHECK(done.out == file + ":1: from here on it is not in canonical form\n");
    CHECK(content_of(file) == untidy);
    CHECK(run_holdfast({"format", folder.path("b.toml"), "--check"}).code == 0);
}

TEST_CASE("Standard input is laid out to standard output")
{
    const TemporaryFolder folder;
    const std::string file = folder.write("a.toml", untidy);
    CHECK(paste("format - < " + file).out == tidy);
    const Finished checked = paste("format - --check < " + file);
    CHECK(checked.code == 1);
    CHECK(checked.out == "standard input:1: from here on it is not in canonical form\n");
    const std::string b = folder.write("b.toml", tidy);
    CHECK(run_in_shell("cat " + file + " | " HOLDFAST_PROGRAM " format - | diff - " + b).code == 0);
}

TEST_CASE("A file with errors stays as it is, and the others are laid out")
{
    const TemporaryFolder folder;
    const std::string bad = folder.write("bad.toml", "format=1\nrun = [\n");
    const std::string good = folder.write("good.toml", untidy);
    const Finished done = run_holdfast({"format", bad, good});
    CHECK(done.code == 2);
    CHECK(contains(done.err, "bad.toml:"));
    CHECK(content_of(bad) == "format=1\nrun = [\n");
    CHECK(content_of(good) == tidy);
    CHECK(run_holdfast({"format", folder.path("none.toml")}).code == 2);
    CHECK(run_holdfast({"format"}).code == 2);
    CHECK(run_holdfast({"format", folder.write("empty.toml", "")}).code == 2);
}
