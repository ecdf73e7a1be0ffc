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

run_tests() {
    local passed=0 failed=0 skipped=0 status=0 p f s
    mkdir -p deploy/target
    find . -path ./frontend/node_modules -prune -o -type d \
        \( -name surefire-reports -o -name failsafe-reports \) -print0 | xargs -0 -r rm -rf
    rm -rf "$stamp"

    echo "== Java: compile, format, rules, shells, the whole"
    maven -Dmaven.test.failure.ignore=true verify < /dev/null 2>&1 | tee deploy/target/test.log |
        grep -E --line-buffered '^\[(INFO|ERROR|WARNING)\] (Tests run:|Building [a-z]|  ?[A-Z][A-Za-z]*(Test|IT)[.:])|^\[ERROR\]|BUILD' || true
    grep -q 'BUILD SUCCESS' deploy/target/test.log || status=1
    read -r p f s < <(count_maven)
    echo "Java: $p passed, $f failed, $s skipped"
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))

    # A build that stops before its tests has failed, whatever was counted.
    [ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
    [ "$failed" -eq 0 ] || status=1
    echo "$passed passed, $failed failed"
    return "$status"
}
