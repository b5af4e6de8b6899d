// A fence round one call: whatever escapes is our own fault and says so.
#include <exception>
#include <new>
#include <string>
#include <variant>

#include "reports/cli/command_line.hpp"
#include "reports/cli/exit_code.hpp"
#include "reports/cli/interrupt.hpp"
#include "reports/cli/output.hpp"
#include "reports/cli/verbs.hpp"

namespace {

namespace cli = holdfast::reports::cli;

struct Perform {
    cli::ExitCode operator()(const cli::CheckRequest& request) const { return cli::check(request); }
    cli::ExitCode operator()(const cli::ReplayRequest& request) const { return cli::replay(request); }
    cli::ExitCode operator()(const cli::GraphRequest& request) const { return cli::graph(request); }
    cli::ExitCode operator()(const cli::SimulateRequest& request) const { return cli::simulate(request); }
    cli::ExitCode operator()(const cli::NewRequest& request) const { return cli::make_new(request); }
    cli::ExitCode operator()(const cli::FormatRequest& request) const { return cli::format(request); }
    cli::ExitCode operator()(const cli::CompletionRequest& request) const { return cli::completion(request); }
    cli::ExitCode operator()(const cli::ManRequest& request) const { return cli::man(request); }
    cli::ExitCode operator()(const cli::ListRequest& request) const { return cli::list(request); }
    cli::ExitCode operator()(const cli::BenchRequest& request) const { return cli::bench(request); }
};

cli::ExitCode say_farewell(const cli::Farewell& farewell)
{
    if (farewell.code != cli::ExitCode::met) {
        cli::print_to_stderr(farewell.text);
        return farewell.code;
    }
    cli::Output output;
    output.write(farewell.text);
    return finished(output, farewell.code);
}

cli::ExitCode run(int argc, const char* const* argv)
{
    cli::watch_for_signals();
    const auto request = cli::read_command_line(argc, argv);
    return request ? std::visit(Perform{}, *request) : say_farewell(request.error());
}

/// A program that was built for newer processors would end at its first instruction that this one does not
/// know, without a word.
bool knows_its_instructions()
{
#if defined(__x86_64__) && defined(__AVX2__) && defined(__BMI2__)
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2");
#else
    return true;
#endif
}

cli::ExitCode our_fault(const std::string& what)
{
    cli::print_error(what + "\nThis is a fault of the program, not of the scenario.");
    return cli::ExitCode::our_fault;
}

}  // namespace

int main(int argc, char** argv)
{
    try {
        if (!knows_its_instructions()) {
            cli::print_error("this program was built for newer processors than this one; "
                             "./holdfast builds it anew");
            return static_cast<int>(cli::ExitCode::our_fault);
        }
        return static_cast<int>(run(argc, argv));
    } catch (const std::bad_alloc&) {
        cli::print_error("the system gives no more memory; --memory SIZE ends a search before that");
        return static_cast<int>(cli::ExitCode::our_fault);
    } catch (const std::exception& error) {
        return static_cast<int>(our_fault(error.what()));
    } catch (...) {
        return static_cast<int>(our_fault("something unknown was thrown"));
    }
}
