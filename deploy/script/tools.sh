# Finds the tools that Gesso needs and says exactly how to get the ones that are missing. Sourced by ./gesso.

java_release=25

# The first JDK of the wanted release: JAVA_HOME, then the usual places, then the PATH.
find_jdk() {
    local home java_on_path
    java_on_path="$(command -v javac || true)"
    [ -n "$java_on_path" ] && java_on_path="$(dirname "$(dirname "$(readlink -f "$java_on_path")")")"
    for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "$java_on_path"; do
        [ -n "$home" ] && [ -x "$home/bin/javac" ] && [ -r "$home/release" ] || continue
        grep -q "^JAVA_VERSION=\"$java_release[.\"+]" "$home/release" || continue
        echo "$home"
        return
    done
}

missing() {
    echo "gesso: $1 is missing. Install it with:" >&2
    echo "    $2" >&2
}

apt_has() { command -v apt-cache > /dev/null && apt-cache show "$1" > /dev/null 2>&1; }

say_how_to_get_java() {
    if apt_has "openjdk-$java_release-jdk-headless"; then
        missing "JDK $java_release" "apt-get install -y openjdk-$java_release-jdk-headless"
    else
        missing "JDK $java_release" "apt-get install -y temurin-$java_release-jdk    # from the Adoptium packages: https://adoptium.net/installation/linux"
    fi
    echo "    (another place than /usr/lib/jvm: JAVA_HOME=/path/to/jdk ./gesso ...)" >&2
}

need_java() {
    JAVA_HOME="$(find_jdk)"
    [ -n "$JAVA_HOME" ] && export JAVA_HOME && return
    say_how_to_get_java
    return 1
}

need_tool() {
    command -v "$1" > /dev/null && return
    missing "$1" "apt-get install -y $2"
    return 1
}

need_node() {
    need_tool node nodejs || return 1
    local major
    major="$(node -p 'process.versions.node.split(".")[0]')"
    [ "$major" -ge 20 ] && return
    missing "node 20 or newer (this one is $major)" "npm install -g node@22"
    return 1
}

# All that a build needs; every missing tool is named before it gives up with status 3.
need_build() {
    local ok=true
    need_java || ok=false
    need_tool mvn maven || ok=false
    need_node || ok=false
    need_tool npm npm || ok=false
    need_tool sha256sum coreutils || ok=false
    $ok || exit 3
}

# An app alone needs no server, so neither Java nor a build; all else is built first.
need_dev() {
    local option
    for option in "$@"; do
        case "$option" in --app | --app=* | --help | -h) need_node && need_tool npm npm && return || exit 3 ;; esac
    done
    need_build && build
}

# A built tree runs with Java alone; a changed one has to be built first.
need_run() {
    if is_built; then
        need_java || exit 3
    else
        need_build
    fi
}

# Faults ask for tools that a bare machine lacks. As root on Debian they are fetched; a run whose faults still miss one says so.
get_fault_tools() {
    local wanted=()
    command -v ip > /dev/null || wanted+=(iproute2)
    command -v strace > /dev/null || wanted+=(strace)
    compgen -G '/usr/lib/*/faketime/libfaketimeMT.so.1' > /dev/null || wanted+=(faketime)
    [ ${#wanted[@]} -gt 0 ] && [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null || return 0
    echo "Installing ${wanted[*]} ..."
    mkdir -p deploy/target
    DEBIAN_FRONTEND=noninteractive apt-get -qq update > deploy/target/fault-tools.log 2>&1 &&
        DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${wanted[@]}" \
            >> deploy/target/fault-tools.log 2>&1 || tail -5 deploy/target/fault-tools.log >&2
}
