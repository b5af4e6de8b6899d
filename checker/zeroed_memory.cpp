#include "checker/zeroed_memory.hpp"

#include <cstring>
#include <new>

#include <sys/mman.h>

namespace holdfast::checker {

namespace {

constexpr std::size_t line = 64;
constexpr std::size_t worth_a_mapping = std::size_t{1} << 20;

}  // namespace

ZeroedMemory::ZeroedMemory(std::size_t bytes) : bytes_(bytes)
{
    if (bytes == 0) return;
    if (bytes < worth_a_mapping) {
        data_ = static_cast<std::uint8_t*>(::operator new(bytes, std::align_val_t{line}));
        std::memset(data_, 0, bytes);
        return;
    }
    void* const mapped = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED) throw std::bad_alloc();
    data_ = static_cast<std::uint8_t*>(mapped);
#ifdef MADV_HUGEPAGE
    ::madvise(mapped, bytes, MADV_HUGEPAGE);  // a wish; without it everything works the same, slower
#endif
}

ZeroedMemory::~ZeroedMemory()
{
    if (data_ == nullptr) return;
    if (bytes_ < worth_a_mapping) ::operator delete(data_, std::align_val_t{line});
    else ::munmap(data_, bytes_);
}

}  // namespace holdfast::checker
