# Builds what changed and starts the launcher. Sourced by ./gesso.

stamp=deploy/target/built.sha256
libraries=deploy/target/lib
jvm_flags=(
    -XX:+UseSerialGC -XX:+UseCompactObjectHeaders
    --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED
)

# One hash over every file that goes into a build: content, not times, so that a checkout alone rebuilds nothing.
source_hash() {
    find pom.xml ./*/pom.xml ./*/src frontend \
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
    rm -rf "$stamp" "$libraries"
    mkdir -p deploy/target
    log=deploy/target/build.log
    maven -DskipTests package < /dev/null 2>&1 | tee "$log" | sed -un 's/^\[INFO\] Building \([a-z-]*\) .*/  \1/p'
    if [ "${PIPESTATUS[0]}" -ne 0 ]; then
        grep -E '^\[ERROR\]' "$log" | head -40 >&2
        echo "gesso: the build failed; all of it is in $log" >&2
        exit 1
    fi
    echo "$hash" > "$stamp"
    echo "Built in $((SECONDS - seconds)) s"
}

class_path() {
    local jar
    for jar in deploy/target/deploy-*.jar "$libraries"/*.jar; do printf '%s:' "$root/$jar"; done
}

# The launcher takes the place of this shell, so that signals reach it and its status is ours.
launch() { exec "$JAVA_HOME/bin/java" "${jvm_flags[@]}" -cp "$(class_path)" gesso.deploy.Gesso "$@"; }

launch_bench() {
    exec "$JAVA_HOME/bin/java" "${jvm_flags[@]}" -cp "$root/deploy/target/test-classes:$(class_path)" \
        gesso.deploy.bench.Bench "$@"
}
