package gesso.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.RemoteAddress;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AddressesTest {
    @Test
    @DisplayName("[ED-4] lines of several proxies are one list, of which the last stranger counts")
    void lines() throws Exception {
        var proxy = InetAddress.getByName("10.0.0.1");
        var request =
                HttpRequest.GET("/")
                        .addAttribute(AttributeKeys.remoteAddress, RemoteAddress.create(proxy))
                        .withHeaders(
                                List.of(
                                        RawHeader.create("X-Forwarded-For", "1.1.1.1, 2.2.2.2"),
                                        RawHeader.create("X-Forwarded-For", "203.0.113.7")));
        assertThat(new Addresses(Set.of("10.0.0.1")).of(request)).isEqualTo("203.0.113.7");
        assertThat(new Addresses(Set.of()).of(request)).isEqualTo("10.0.0.1");
    }
}
