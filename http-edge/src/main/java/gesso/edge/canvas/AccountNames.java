package gesso.edge.canvas;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gesso.edge.live.Names;
import gesso.edge.people.Accounts;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Names out of the table {@code account}, remembered for a little while. Thread-safe. */
public final class AccountNames implements Names {
    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final int REMEMBERED_MAX = 20_000;

    private final Accounts accounts;
    private final Cache<String, String> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).expireAfterWrite(REMEMBERED).build();

    public AccountNames(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public CompletionStage<Map<String, String>> of(Set<String> users) {
        var names = new HashMap<>(known.getAllPresent(users));
        var missing = new HashSet<>(users);
        missing.removeAll(names.keySet());
        if (missing.isEmpty()) {
            return CompletableFuture.completedFuture(names);
        }
        return accounts.names(missing)
                .thenApply(found -> {
                    known.putAll(found);
                    names.putAll(found);
                    return names;
                });
    }
}
