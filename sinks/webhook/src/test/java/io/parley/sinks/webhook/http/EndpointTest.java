package io.parley.sinks.webhook.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example/hooks?token=t",
                "http://127.0.0.1:8000/",
                "http://127.8.9.1/",
                "http://localhost:3000/hooks",
                "http://[::1]:3000/hooks"
            })
    void tls_or_this_machine(String url) {
        assertThat(Endpoint.parse(url, false).url()).hasToString(url);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|must be https://HOST[:PORT]/PATH",
                "shop.example/hooks|must be https://HOST[:PORT]/PATH",
                "ftp://shop.example/|must be https://HOST[:PORT]/PATH",
                "https:///hooks|must be https://HOST[:PORT]/PATH",
                "https://user:secret@shop.example/|must have neither user nor fragment",
                "https://shop.example/#here|must have neither user nor fragment",
                "http://shop.example/|must be https, since shop.example is not this machine",
                "http://127.0.0.1.shop.example/|must be https, since 127.0.0.1.shop.example is not this machine",
                "https://shop.example/a b|is no URL: at character 22, Illegal character in path",
            })
    void what_is_none_is_refused_with_the_reason(String url, String reason) {
        assertThatThrownBy(() -> Endpoint.parse(url, false)).hasMessage(reason).hasNoCause();
    }

    @Test
    void in_the_clear_only_when_somebody_has_said_so() {
        assertThat(Endpoint.parse("http://shop.example/", true).url()).hasScheme("http");
    }

    @Test
    void as_text_it_tells_no_token() {
        assertThat(Endpoint.parse("https://shop.example:8443/hooks/t0ken?key=s3cret", false))
                .hasToString("https://shop.example:8443");
    }
}
