#include "checker/zeroed_memory.hpp"

#include <cstring>
#include <new>

#include <sys/mman.h>

namespace holdfast::checker {

namespace {

constexpr std::size_t line = 64;
constexpr std::size_t page = 4096;
constexpr std::size_t huge_page = std::size_t{1} << 21;

/// Of small pages, each that is read before it is written costs two faults, and an interrupt on all cores.
constexpr std::size_t worth_a_mapping = huge_page;

/// Whole huge pages begin where their size says, which the system does not see to by itself: more addresses
/// than are needed are asked for, and what is too much at both ends is given back.
std::uint8_t* mapped(std::size_t bytes)
{
    const std::size_t more = bytes + huge_page;
    void* const all = ::mmap(nullptr, more, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (all == MAP_FAILED) throw std::bad_alloc();
    const auto begin = reinterpret_cast<std::uintptr_t>(all);
    const std::uintptr_t from = (begin + huge_page - 1) / huge_page * huge_page;
    const std::uintptr_t to = (from + bytes + page - 1) / page * page;
    if (from != begin) ::munmap(all, from - begin);
    if (to != begin + more) ::munmap(reinterpret_cast<void*>(to), begin + more - to);
    return reinterpret_cast<std::uint8_t*>(from);
}

}  // namespace

ZeroedMemory::ZeroedMemory(std::size_t bytes) : bytes_(bytes)
{
    if (bytes == 0) return;
    if (bytes < worth_a_mapping) {
        data_ = static_cast<std::uint8_t*>(::operator new(bytes, std::align_val_t{line}));
        std::memset(data_, 0, bytes);
        return;
    }
    data_ = mapped(bytes);
#ifdef MADV_HUGEPAGE
    ::madvise(data_, bytes, MADV_HUGEPAGE);  // a wish; without it everything works the same, slower
#endif
}

ZeroedMemory::~ZeroedMemory()
{
    if (data_ == nullptr) return;
    if (bytes_ < worth_a_mapping) ::operator delete(data_, std::align_val_t{line});
    else ::munmap(data_, bytes_);
}

}  // namespace holdfast::checker
