# Runs every test of the project and adds up what all the runners say. Sourced by ./gesso.

# passed and failed of all surefire and failsafe reports.
count_maven() {
    find . -path ./frontend/node_modules -prune -o \( -path '*/target/surefire-reports/TEST-*.xml' \
        -o -path '*/target/failsafe-reports/TEST-*.xml' \) -print0 |
        xargs -0 -r grep -ho '<testsuite [^>]*' |
        awk '{
            n = f = e = s = 0
            if (match($0, / tests="[0-9]+"/)) n = substr($0, RSTART + 8, RLENGTH - 9)
            if (match($0, / failures="[0-9]+"/)) f = substr($0, RSTART + 11, RLENGTH - 12)
            if (match($0, / errors="[0-9]+"/)) e = substr($0, RSTART + 9, RLENGTH - 10)
            if (match($0, / skipped="[0-9]+"/)) s = substr($0, RSTART + 10, RLENGTH - 11)
            passed += n - f - e - s; failed += f + e; skipped += s
        } END { print passed + 0, failed + 0, skipped + 0 }'
}

# Runs a command that closes with "N passed, N failed" and adds that to the total; one that says nothing has failed.
runner_passes() {
    local log="$1" p f
    shift
    "$@" < /dev/null 2>&1 | tee "$log" || status=1
    read -r p f < <(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$log" | tail -1) || { p=0 f=1; }
    passed=$((passed + p)) failed=$((failed + f))
}

run_tests() {
    local passed=0 failed=0 skipped=0 status=0 p f s
    mkdir -p deploy/target
    find . -path ./frontend/node_modules -prune -o -type d \
        \( -name surefire-reports -o -name failsafe-reports \) -print0 | xargs -0 -r rm -rf
    rm -rf "$stamp"

    echo "== Java: compile, format, rules, shells, the whole"
    maven -Dmaven.test.failure.ignore=true -Dskip.page.tests=true verify < /dev/null 2>&1 | tee deploy/target/test.log |
        grep -E --line-buffered '^\[(INFO|ERROR|WARNING)\] (Tests run:|Building [a-z]|  ?[A-Z][A-Za-z]*(Test|IT)[.:])|^\[ERROR\]|BUILD' || true
    grep -q 'BUILD SUCCESS' deploy/target/test.log || status=1
    read -r p f s < <(count_maven)
    echo "Java: $p passed, $f failed, $s skipped"
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))

    echo "== The page: lint, types, tests"
    runner_passes deploy/target/page-tests.log node frontend/scripts/test.mjs

    # A build that stops before its tests has failed, whatever was counted.
    [ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
    [ "$failed" -eq 0 ] || status=1
    echo "$passed passed, $failed failed"
    return "$status"
}
