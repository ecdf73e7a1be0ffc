# Builds what changed and starts the launcher. Sourced by ./gesso.

stamp=deploy/target/built.sha256
libraries=deploy/target/lib
start_cache=deploy/target/gesso.aot
# Small machines: one collector thread, small headers, a heap that grows only when it must. GESSO_JVM adds to these.
jvm_flags=(
    -XX:+UseSerialGC -XX:+UseCompactObjectHeaders
    -Xms64m -Xmx1g -XX:MinHeapFreeRatio=15 -XX:MaxHeapFreeRatio=30
    # With the shipped value the classes of a start alone are the reason for collections of the whole heap: 0.1 s each.
    -XX:MetaspaceSize=160m
    # A node without memory ends like one that is killed, and is started anew.
    -XX:+ExitOnOutOfMemoryError
    --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED
)

# One hash over every file that goes into a build: content, not times, so that a checkout alone rebuilds nothing.
source_hash() {
    find pom.xml ./*/pom.xml ./*/src ./deploy/*/pom.xml ./deploy/*/src frontend \
        \( -name node_modules -o -name target -o -name dist -o -name '.vite' -o -name '*.tsbuildinfo' \) -prune \
        -o -type f -print0 | sort -zu | xargs -0 sha256sum | sha256sum | cut -d' ' -f1
}

# GESSO_BUILT=1 takes the tree as it is, for those who have just built it themselves.
is_built() { [ "${GESSO_BUILT:-}" = 1 ] || { [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(source_hash)" ]; }; }

maven() { mvn --batch-mode --no-transfer-progress -Dstyle.color=never "$@"; }

build() {
    local hash log seconds
    is_built && return
    hash="$(source_hash)"
    echo "Building Gesso (the first time this takes a few minutes) ..."
    seconds=$SECONDS
    rm -rf "$stamp" "$libraries" "$start_cache"
    mkdir -p deploy/target
    log=deploy/target/build.log
    maven -DskipTests package < /dev/null 2>&1 | tee "$log" | sed -un 's/^\[INFO\] Building \([a-z-]*\) .*/  \1/p'
    if [ "${PIPESTATUS[0]}" -ne 0 ]; then
        grep -E '^\[ERROR\]' "$log" | head -40 >&2
        echo "gesso: the build failed; all of it is in $log" >&2
        exit 1
    fi
    warm_up
    echo "$hash" > "$stamp"
    echo "Built in $((SECONDS - seconds)) s"
}

class_path() {
    local jar
    [ "${GESSO_CLASSES:-}" = target ] && compiled_class_path && return
    for jar in "$root"/deploy/target/deploy-*.jar "$root/$libraries"/*.jar; do printf '%s:' "$jar"; done
}

# What was compiled since the last build, as `./gesso dev` does, before the libraries that are not ours.
compiled_class_path() {
    local module jar
    for module in deploy http-edge canvas-cluster ai-worker protocol frontend; do
        printf '%s:' "$root/$module/target/classes"
    done
    for jar in "$root/$libraries"/*.jar; do
        case "${jar##*/}" in
            http-edge-* | canvas-cluster-* | ai-worker-* | protocol-* | frontend-*) ;;
            *) printf '%s:' "$jar" ;;
        esac
    done
}

# One start whose classes are kept, loaded and linked: later starts take half the time (10.5 -> 4.9 s of processor).
# Without it everything works, only slower; so a machine that cannot do it is no failed build.
warm_up() {
    local data process
    echo "  a first start, to make later ones fast"
    data="$(mktemp -d)"
    "$JAVA_HOME/bin/java" "${jvm_flags[@]}" -XX:AOTCacheOutput="$root/$start_cache" -cp "$(class_path)" \
        gesso.deploy.Gesso up --port 0 --ops-port 0 --remote-port 0 --data "$data/data" > "$data/log" 2>&1 < /dev/null &
    process=$!
    for _ in $(seq 1 1200); do
        grep -q '^Gesso is ready' "$data/log" && break
        kill -0 "$process" 2> /dev/null || break
        sleep 0.1
    done
    kill -TERM "$process" 2> /dev/null || true
    wait "$process" || true
    cp "$data/log" deploy/target/first-start.log
    rm -rf "$data"
}

start_flags() { [ -f "$start_cache" ] && [ -z "${GESSO_CLASSES:-}" ] && echo "-XX:AOTCache=$start_cache -Xlog:aot=off -Xlog:cds=off" || true; }

# The launcher takes the place of this shell, so that signals reach it and its status is ours.
launch() {
    local command="$1" flags=("${jvm_flags[@]}") polite=()
    shift
    # shellcheck disable=SC2207,SC2206
    flags+=($(start_flags) ${GESSO_JVM:-})
    # The parent of nodes only waits; what the node itself runs with goes down to it.
    export GESSO_NODE_JVM="${flags[*]}"
    case "$command" in
        node) flags=(-XX:+UseSerialGC -Xms8m -Xmx64m -XX:TieredStopAtLevel=1 $(start_flags)) ;;
        # Nobody waits for each line of it: on the machine of a server, those who edit come first.
        export | import) flags=(-XX:+UseSerialGC -Xms32m -Xmx512m $(start_flags)) polite=(nice -n 10) ;;
        cluster) flags=(-XX:+UseSerialGC -Xms16m -Xmx128m -XX:TieredStopAtLevel=1 $(start_flags)) ;;
    esac
    exec "${polite[@]}" "$JAVA_HOME/bin/java" "${flags[@]}" -Dgesso.broker="$root/deploy/broker/target" \
        -Dgesso.columns="$root/deploy/columns/target" \
        -cp "$(class_path)" gesso.deploy.Gesso "$command" "$@"
}

# The nodes of a fault run start as any node does; its own classes come last, so that the start cache still fits.
launch_chaos() {
    # shellcheck disable=SC2207,SC2206
    local flags=("${jvm_flags[@]}" $(start_flags) ${GESSO_JVM:-})
    export GESSO_NODE_JVM="${flags[*]} -Xmx512m" GESSO_CHAOS_RUN=$$
    GESSO_CHAOS_OUTSIDE="$(readlink /proc/self/ns/net /proc/self/ns/mnt | tr '\n' ' ')"
    export GESSO_CHAOS_OUTSIDE
    # Network and mounts of its own, with no way out: what a run does there vanishes with its last process.
    local apart=()
    if command -v ip > /dev/null && unshare --net --mount true 2> /dev/null; then
        apart=(unshare --net --mount --propagation private sh -c 'ip link set lo up && exec "$@"' sh)
    fi
    exec "${apart[@]}" "$JAVA_HOME/bin/java" "${jvm_flags[@]}" -Xmx2g \
        -cp "$(class_path)$(printf '%s:' "$root"/deploy/chaos/target/chaos-*.jar)" gesso.chaos.Chaos "$@"
}

# Single steps in JMH with --steps, the running whole otherwise.
launch_bench() {
    cd deploy
    if [ "${1:-}" = --steps ]; then
        shift
        exec "$JAVA_HOME/bin/java" -cp "$(printf '%s:' "$root"/deploy/jmh/target/jmh-*.jar "$root"/deploy/jmh/target/lib/*.jar)" \
            org.openjdk.jmh.Main "$@"
    fi
    GESSO_BUILT=1 exec "$JAVA_HOME/bin/java" "${jvm_flags[@]}" \
        -cp "target/test-classes:$(printf '%s:' target/bench-lib/*.jar)$(class_path)" gesso.deploy.bench.Bench "$@"
}

# Its own class path, and nothing of the server's: what drives the server shares no code with it.
launch_load() {
    local flags=(
        -XX:+UseSerialGC -Xms64m -Xmx1g
        -Dio.netty.noUnsafe=false -Dio.netty.buffer.checkAccessible=false -Dio.netty.buffer.checkBounds=false
        --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED
    )
    # shellcheck disable=SC2206
    flags+=(${GESSO_LOAD_JVM:-})
    exec "$JAVA_HOME/bin/java" "${flags[@]}" \
        -cp "$(printf '%s:' "$root"/deploy/load/target/load-*.jar "$root"/deploy/load/target/lib/*.jar)" gesso.load.Load "$@"
}
