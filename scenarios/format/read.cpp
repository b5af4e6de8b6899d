// A file to the text in it. Whatever keeps a file from being read is an error of the file, like those in it.
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "scenarios/format/parse.hpp"

namespace holdfast::scenarios {
namespace {

constexpr Position whole_file{0, 0};
constexpr std::size_t least_piece = 16'384;

tl::unexpected<Diagnostics> unreadable(const std::string& path, std::string message, std::string advice = {})
{
    return tl::unexpected(Diagnostics{{path, whole_file, std::move(message), std::move(advice), {}, 1}});
}

std::string reason(int error) { return std::generic_category().message(error); }

tl::expected<std::string, Diagnostics> contents(const std::string& path, std::string_view what)
{
    const auto close = [](std::FILE* file) { std::fclose(file); };
    const std::unique_ptr<std::FILE, decltype(close)> file{std::fopen(path.c_str(), "rb"), close};
    if (!file) return unreadable(path, fmt::format("cannot be opened: {}", reason(errno)));
    // Piece by piece: what can be read of a file that grows, or of a pipe, nobody knows before.
    std::string text;
    for (;;) {
        const std::size_t before = text.size();
        const std::size_t piece = std::min(std::max(before, least_piece), refused_size - before);
        text.resize(before + piece);
        const std::size_t size = std::fread(text.data() + before, 1, piece, file.get());
        text.resize(before + size);
        if (std::ferror(file.get()) != 0)
            return unreadable(path, fmt::format("cannot be read: {}", reason(errno)));
        if (text.size() == refused_size)
            return unreadable(
                path, fmt::format("the file is too large: {} has less than 10 MB (10000000 bytes)", what));
        if (size < piece) return text;
    }
}

}  // namespace

tl::expected<std::string, Diagnostics> text_of_file(const std::string& path, std::string_view what)
{
    std::error_code error;
    const std::filesystem::file_status status = std::filesystem::status(path, error);
    if (status.type() == std::filesystem::file_type::not_found)
        return unreadable(path, "there is no such file");
    if (error) return unreadable(path, fmt::format("cannot be opened: {}", error.message()));
    if (std::filesystem::is_directory(status))
        return unreadable(path, fmt::format("a folder, not the file of {}", what));
    if (std::filesystem::is_regular_file(status)) {
        const auto size = std::filesystem::file_size(path, error);
        if (!error && size >= refused_size) {
            return unreadable(
                path, fmt::format("the file is too large: {} bytes; {} has less than 10 MB ({} bytes)", size,
                                  what, refused_size));
        }
    }
    return contents(path, what);
}

tl::expected<Scenario, Diagnostics> read(const std::string& path)
{
    const auto text = text_of_file(path, "a scenario");
    if (!text) return tl::unexpected(text.error());
    return parse(*text, path);
}

}  // namespace holdfast::scenarios
