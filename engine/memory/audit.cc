#include <sys/mman.h>

#include <algorithm>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string_view>

#include "engine/memory/linear_memory.h"

namespace wali::memory {
namespace {

struct KernelMapping {
  uint64_t begin, end;
  std::string_view permissions;
  uint64_t inode;
};

/// A line of proc_pid_maps(5): begin-end permissions offset device inode path.
KernelMapping parse(const char* line) {
  char* rest;
  KernelMapping mapping{};
  mapping.begin = std::strtoull(line, &rest, 16);
  mapping.end = std::strtoull(rest + 1, &rest, 16);
  mapping.permissions = std::string_view(rest + 1, 4);
  std::strtoull(rest + 6, &rest, 16);
  const char* device_end = std::strchr(rest + 1, ' ');
  mapping.inode = std::strtoull(device_end, nullptr, 10);
  return mapping;
}

class Auditor {
 public:
  Auditor(const Reservation& reservation, std::vector<Region> regions, uint64_t limit)
      : base_(reinterpret_cast<uint64_t>(reservation.base())),
        at_(reinterpret_cast<uint64_t>(reservation.begin())),
        end_(reinterpret_cast<uint64_t>(reservation.end())),
        regions_(std::move(regions)),
        limit_(limit) {}

  std::string run() {
    for (const Region& region : regions_) {
      if (region.end > limit_) report(base_ + region.begin, base_ + region.end, "past the end");
    }
    std::unique_ptr<FILE, int (*)(FILE*)> maps(std::fopen("/proc/self/maps", "r"), std::fclose);
    if (!maps) return "/proc/self/maps cannot be read\n";
    char* line = nullptr;
    size_t capacity = 0;
    while (at_ < end_ && getline(&line, &capacity, maps.get()) > 0) {
      KernelMapping mapping = parse(line);
      if (mapping.end > at_ && mapping.begin < end_) check(mapping);
    }
    std::free(line);
    if (at_ < end_) report(at_, end_, "hole at the end");
    return std::move(findings_);
  }

 private:
  void check(const KernelMapping& mapping) {
    if (mapping.begin > at_) report(at_, mapping.begin, "hole");
    if (mapping.permissions[2] == 'x') report(mapping.begin, mapping.end, "executable");
    uint64_t at = std::max(mapping.begin, at_);
    uint64_t end = std::min(mapping.end, end_);
    at_ = end;
    while (at < end) {
      auto region = std::find_if(regions_.begin(), regions_.end(), [&](const Region& candidate) {
        return base_ + candidate.end > at;
      });
      bool mapped = at >= base_ && region != regions_.end() && base_ + region->begin <= at;
      uint64_t stop = end;
      if (mapped) {
        stop = std::min(end, base_ + region->end);
        check_mapped(at, stop, mapping, *region);
      } else {
        if (region != regions_.end()) stop = std::min(end, base_ + region->begin);
        check_free(at, stop, mapping);
      }
      at = stop;
    }
  }

  void check_free(uint64_t begin, uint64_t end, const KernelMapping& mapping) {
    if (mapping.permissions != "---p" || mapping.inode != 0)
      report(begin, end, "not ours though free");
  }

  void check_mapped(uint64_t begin,
                    uint64_t end,
                    const KernelMapping& mapping,
                    const Region& region) {
    bool readable = mapping.permissions[0] == 'r';
    bool writable = mapping.permissions[1] == 'w';
    bool shared = mapping.permissions[3] == 's';
    if (readable != ((region.protection & PROT_READ) != 0) ||
        writable != ((region.protection & PROT_WRITE) != 0)) {
      report(begin, end, "protection differs");
    }
    if (shared != (region.backing == Backing::Shared)) report(begin, end, "sharing differs");
    if (region.backing == Backing::PrivateAnonymous && mapping.inode != 0) {
      report(begin, end, "a foreign mapping");
    }
  }

  void report(uint64_t begin, uint64_t end, const char* what) {
    char text[128];
    std::snprintf(text,
                  sizeof text,
                  "[%#" PRIx64 ", %#" PRIx64 ") from the base: %s\n",
                  begin - base_,
                  end - base_,
                  what);
    findings_ += text;
  }

  uint64_t base_, at_, end_;
  std::vector<Region> regions_;
  uint64_t limit_;
  std::string findings_;
};

}  // namespace

std::string LinearMemory::audit() const {
  return Auditor(reservation_, mappings_.regions(), mappings_.limit()).run();
}

}  // namespace wali::memory
