// A list of what is denied and not of what is allowed: the libraries below us change what they call
// from version to version, and a forgotten harmless call would cost documents.
#include "pipeline/sandbox.h"

#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace gongwen {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kIsSanitized = true;  // its shadow memory is larger than any limit
#else
constexpr bool kIsSanitized = false;
#endif

bool Limit(__rlimit_resource resource, rlim_t most) {
  const rlimit limit{most, most};
  return setrlimit(resource, &limit) == 0;
}

bool InstallFilter() {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
  if (filter == nullptr) return false;
  const auto denied = static_cast<std::uint32_t>(SCMP_ACT_ERRNO(EACCES));
  bool ok = true;
  for (const int call :
       {SCMP_SYS(socket),    SCMP_SYS(connect),   SCMP_SYS(bind),     SCMP_SYS(listen),
        SCMP_SYS(execve),    SCMP_SYS(execveat),  SCMP_SYS(fork),     SCMP_SYS(vfork),
        SCMP_SYS(ptrace),    SCMP_SYS(unlink),    SCMP_SYS(unlinkat), SCMP_SYS(rename),
        SCMP_SYS(renameat),  SCMP_SYS(renameat2), SCMP_SYS(mkdir),    SCMP_SYS(mkdirat),
        SCMP_SYS(rmdir),     SCMP_SYS(link),      SCMP_SYS(linkat),   SCMP_SYS(symlink),
        SCMP_SYS(symlinkat), SCMP_SYS(chmod),     SCMP_SYS(fchmodat), SCMP_SYS(chown),
        SCMP_SYS(fchownat),  SCMP_SYS(truncate),  SCMP_SYS(creat),    SCMP_SYS(mknod),
        SCMP_SYS(mknodat),   SCMP_SYS(mount),     SCMP_SYS(kill)}) {
    ok = seccomp_rule_add(filter, denied, call, 0) == 0 && ok;
  }
  for (const unsigned mode : {static_cast<unsigned>(O_WRONLY), static_cast<unsigned>(O_RDWR)}) {
    ok = seccomp_rule_add(filter, denied, SCMP_SYS(open), 1,
                          SCMP_A1(SCMP_CMP_MASKED_EQ, O_ACCMODE, mode)) == 0 &&
         ok;
    ok = seccomp_rule_add(filter, denied, SCMP_SYS(openat), 1,
                          SCMP_A2(SCMP_CMP_MASKED_EQ, O_ACCMODE, mode)) == 0 &&
         ok;
  }
  // Threads yes, processes no. What clone3 is to do stands in memory, where a filter cannot look:
  // libc falls back to clone when there is none.
  ok = seccomp_rule_add(filter, denied, SCMP_SYS(clone), 1,
                        SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0)) == 0 &&
       ok;
  ok = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0 && ok;
  ok = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(openat2), 0) == 0 && ok;
  ok = seccomp_load(filter) == 0 && ok;
  seccomp_release(filter);
  return ok;
}

}  // namespace

SandboxReport EnterSandbox(const SandboxLimits& limits) {
  SandboxReport report;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  std::signal(SIGXFSZ, SIG_IGN);  // a library's warning on a redirected stderr is lost, no more
  report.has_limits = Limit(RLIMIT_CORE, 0) && Limit(RLIMIT_FSIZE, 0);
  if (limits.memory_mb > 0 && !kIsSanitized) {
    const auto bytes = static_cast<rlim_t>(limits.memory_mb) << 20U;
    report.has_limits = Limit(RLIMIT_AS, bytes) && report.has_limits;
  }
  report.has_filter = InstallFilter();
  if (!report.has_limits) report.missing += "limits of memory and files; ";
  if (!report.has_filter) report.missing += "seccomp; ";
  return report;
}

void LimitProcessorTime(std::chrono::seconds most) {
  constexpr std::int64_t kGrace = 60;
  rusage used{};
  rlimit limit{};
  if (getrusage(RUSAGE_SELF, &used) != 0 || getrlimit(RLIMIT_CPU, &limit) != 0) return;
  const std::int64_t seconds = used.ru_utime.tv_sec + used.ru_stime.tv_sec + most.count() + kGrace;
  limit.rlim_cur = static_cast<rlim_t>(seconds);  // the hard limit stays: the soft one is to grow
  setrlimit(RLIMIT_CPU, &limit);
}

SandboxReport ProbeSandbox() {
  constexpr int kHasLimits = 1, kHasFilter = 2;
  const pid_t child = fork();
  if (child == 0) {
    const SandboxReport report = EnterSandbox({});
    _exit((report.has_limits ? kHasLimits : 0) | (report.has_filter ? kHasFilter : 0));
  }
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status)) {
    return {.missing = "a child process"};
  }
  SandboxReport report{.has_limits = (WEXITSTATUS(status) & kHasLimits) != 0,
                       .has_filter = (WEXITSTATUS(status) & kHasFilter) != 0};
  if (!report.has_limits) report.missing += "limits of memory and files; ";
  if (!report.has_filter) report.missing += "seccomp; ";
  return report;
}

}  // namespace gongwen
