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

# A browser is a tool of the tests alone, so they fetch it where that needs no question: as root on Debian.
need_chromium() {
    GESSO_CHROMIUM="$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)"
    if [ -z "$GESSO_CHROMIUM" ] && [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
        echo "Installing Chromium ..."
        DEBIAN_FRONTEND=noninteractive apt-get -qq update > deploy/target/chromium.log 2>&1 &&
            DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium fonts-noto-core \
                >> deploy/target/chromium.log 2>&1 || tail -5 deploy/target/chromium.log >&2
        GESSO_CHROMIUM="$(command -v chromium || true)"
    fi
    [ -n "$GESSO_CHROMIUM" ] && export GESSO_CHROMIUM && return
    missing chromium "apt-get update && apt-get install -y --no-install-recommends chromium fonts-noto-core"
    return 1
}

# Runs a command that closes with "N passed, N failed" and adds that to the total; one that says nothing has failed.
runner_passes() {
    local log="$1" p f
    shift
    GESSO_BUILT=1 "$@" < /dev/null 2>&1 | tee "$log" || status=1
    read -r p f < <(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$log" | tail -1) || { p=0 f=1; }
    passed=$((passed + p)) failed=$((failed + f))
}

test_usage() {
    cat <<'TEXT'
Usage: ./gesso test [--long] [--only PART]

Runs every test of the project, and closes with the sum. What each part found stays until it runs again.

  --only java     rules, shells, edge, and the whole over HTTP and sockets: */target/{surefire,failsafe}-reports
         page     lint, types and tests of the page, its apps and the kit for app authors: frontend/target
         browser  people in Chromium, E2E: deploy/target/browser.json, deploy/target/browser
         load     twenty people at once for a few seconds; nothing may be lost: deploy/target/load.html, load.json
         prompts  every prompt of the repository, made into an app that two people use in Chromium, in 40 minutes:
                  deploy/target/prompts.html, prompts.json; GESSO_PROMPTS=3 is one of the three sets
  --long          fault runs with planted defects, too
TEXT
}

# Each part adds what it counted to passed, failed and skipped, which belong to run_tests.

test_java() {
    local p f s
    find . -path ./frontend/node_modules -prune -o -type d \
        \( -name surefire-reports -o -name failsafe-reports \) -print0 | xargs -0 -r rm -rf
    echo "== Java: compile, format, rules, shells, the whole"
    # First, as each of the many starts below takes half the time with what a build keeps of one. What does not
    # compile is said by Maven below.
    (build) || true
    # A unit test that fails is tried once more, and told apart; the whole and the faults never are, see decision 40.
    GESSO_BUILT=1 maven -Dmaven.test.failure.ignore=true -Dsurefire.rerunFailingTestsCount=1 -Dskip.page.tests=true \
        "${long[@]}" verify < /dev/null 2>&1 | tee deploy/target/test.log |
        grep -E --line-buffered '^\[(INFO|ERROR|WARNING)\] (Tests run:|Building [a-z]|  ?[A-Z][A-Za-z]*(Test|IT)[.:])|^\[ERROR\]|BUILD' || true
    grep -q 'BUILD SUCCESS' deploy/target/test.log || status=1 unbuilt=1
    read -r p f s < <(count_maven)
    echo "Java: $p passed, $f failed, $s skipped"
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
}

test_page() {
    echo "== The page: lint, types, tests"
    runner_passes deploy/target/page-tests.log node frontend/scripts/test.mjs
}

test_browser() {
    echo "== The browser: two people in Chromium"
    if [ "$unbuilt" -eq 1 ]; then
        # Each test would fail for want of a server, and hide the one reason.
        echo "There is nothing to run: the build failed, see above."
        failed=$((failed + 1))
    elif need_chromium; then
        runner_passes deploy/target/browser-tests.log node deploy/browser/run.mjs
    else
        failed=$((failed + 1))
    fi
}

test_prompts() {
    echo "== Prompts: each made into an app that two people use"
    need_chromium && runner_passes deploy/target/prompts.log node deploy/browser/run.mjs --config prompts.config.ts
}

# A short one: whether it goes at all and loses nothing. Figures to compare come from ./gesso load by itself.
test_load() {
    echo "== Load: twenty people at once"
    if (launch_load room --users 20 --rate 5 --warm-up 5 --seconds 10 \
        --json deploy/target/load.json --html deploy/target/load.html < /dev/null); then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
}

run_tests() {
    local passed=0 failed=0 skipped=0 status=0 unbuilt=0 long=() parts=(java page browser)
    while [ $# -gt 0 ]; do
        case "$1" in
            --long) long=(-Dexcluded.tests=none) ;;
            --only=*) parts=("${1#--only=}") ;;
            --only) shift && parts=("${1:-}") ;;
            --help | -h) test_usage && return 0 ;;
            *) test_usage >&2 && return 2 ;;
        esac
        shift
    done
    case "${parts[0]}" in
        java | page) ;;
        browser | load | prompts) build ;;
        *) test_usage >&2 && return 2 ;;
    esac
    mkdir -p deploy/target
    local part
    for part in "${parts[@]}"; do "test_$part"; done

    # A build that stops before its tests has failed, whatever was counted.
    [ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
    [ "$failed" -eq 0 ] || status=1
    node deploy/script/failed.mjs "${parts[@]}"
    echo "$passed passed, $failed failed"
    return "$status"
}
