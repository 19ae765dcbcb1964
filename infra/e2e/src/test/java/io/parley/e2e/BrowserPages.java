package io.parley.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.parley.e2e.play.Cluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** A real browser on the real page, and what a person does there; one for each test class. */
final class BrowserPages implements AutoCloseable {

    private static final Path CHROMIUM = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));
    private static final double PATIENCE_MS = 30_000;

    private final Cluster cluster = Cluster.withShards(1);
    private final Playwright playwright;
    private final Browser browser;

    BrowserPages() {
        assumeTrue(Files.isExecutable(CHROMIUM), "no Chromium at " + CHROMIUM);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")));
    }

    /** A name that nobody else has in this run. */
    static String somebody(String name) {
        return String.format("%s-%04x", name, ThreadLocalRandom.current().nextInt(0x10000));
    }

    String address(String user, int edge) {
        return cluster.edge(edge) + "/?as=" + user;
    }

    BrowserContext context(ColorScheme scheme, int width, int height) {
        BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme));
        context.setDefaultTimeout(PATIENCE_MS);
        return context;
    }

    Page open(String user, int edge) {
        return open(context(ColorScheme.LIGHT, 1_200, 800), user, edge);
    }

    Page open(BrowserContext context, String user, int edge) {
        Page page = context.newPage();
        page.navigate(address(user, edge));
        assertThat(page.getByTestId("me")).isVisible();
        return page;
    }

    static void startDirectChat(Page page, String with) {
        page.getByTestId("new-direct").click();
        page.getByTestId("direct-user").fill(with);
        page.getByTestId("direct-create").click();
        assertThat(page.getByTestId("composer")).isVisible();
    }

    static void say(Page page, String words) {
        page.getByTestId("composer").fill(words);
        page.getByTestId("composer").press("Enter");
    }

    static Locator text(Page page, String words) {
        return page.getByTestId("message-text").getByText(words, new Locator.GetByTextOptions().setExact(true));
    }

    static Locator row(Page page, String title) {
        return page.locator("[data-testid=chat-row][data-chat-title='" + title + "']");
    }

    /** Throws the page's own switch, in the drawer. */
    static void cutNetwork(Page page) {
        if (!page.getByTestId("drawer").isVisible()) {
            page.getByTestId("drawer-toggle").click();
        }
        page.getByTestId("network-switch").click(new Locator.ClickOptions().setForce(true));
    }

    static void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
