#include "reports/cli/report_files.hpp"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "reports/display_width.hpp"
#include "reports/layout.hpp"

namespace holdfast::reports::cli {

namespace {

/// A report with one trace in a file, asked for in a folder.
bool takes_folder(const Wish& wish) { return wish.format->split != nullptr && is_folder(wish.file); }

class Complaints {
public:
    void add(const std::string& file, const std::optional<std::string>& reason)
    {
        if (reason) found_.push_back(fmt::format("{}: cannot be written: {}", printable(file), *reason));
    }

    [[nodiscard]] std::vector<std::string> take() { return std::move(found_); }

private:
    std::vector<std::string> found_;
};

/// What else is in the folder stays as it is.
void write_folder(const Wish& wish, const Report& report, Complaints& complaints)
{
    if (const auto reason = make_folder(wish.file)) {
        complaints.add(wish.file, reason);
        return;
    }
    const std::string folder = wish.file.ends_with('/') ? wish.file : wish.file + "/";
    for (const TraceFile& file : wish.format->split(report))
        complaints.add(folder + file.name, write_file(folder + file.name, file.text));
}

void warn_of_traces_left_out(const Wish& wish, const Report& report)
{
    if (wish.format->split == nullptr) return;
    const std::size_t traces = traces_of(report).size();
    if (traces < 2) return;
    print_to_stderr(fmt::format("holdfast: {} has the first of {}; {}=FOLDER/ writes a file for each\n",
                                printable(wish.file), counted(traces, "trace"), wish.format->name));
}

}  // namespace

std::optional<std::string> why_not_writable(const Wish& wish)
{
    const auto reason = takes_folder(wish) ? why_folder_not_writable(wish.file) : why_not_writable(wish.file);
    if (!reason) return std::nullopt;
    return fmt::format("{}: cannot be written: {}", printable(wish.file), *reason);
}

bool would_replace(const Wish& wish, const std::string& file)
{
    std::error_code unknown;
    return wish.file != "-" && std::filesystem::equivalent(wish.file, file, unknown);
}

std::vector<std::string> write_report(const Wish& wish, const Report& report, Output& output)
{
    Complaints complaints;
    if (takes_folder(wish)) {
        write_folder(wish, report, complaints);
        return complaints.take();
    }
    const std::string text = wish.format->render(report);
    if (wish.file == "-") output.write_report(text);
    else complaints.add(wish.file, write_file(wish.file, text));
    warn_of_traces_left_out(wish, report);
    return complaints.take();
}

}  // namespace holdfast::reports::cli
