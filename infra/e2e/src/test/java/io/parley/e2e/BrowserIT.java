package io.parley.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Pngs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two people at the page: they talk, one loses the network and comes back, and nothing is missed. */
@Order(7)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserIT {

    private static final Path CHROMIUM = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));
    private static final double PATIENCE_MS = 30_000;

    private final Cluster cluster = Cluster.withShards(1);
    private final String ann =
            "ann-" + Integer.toHexString(ThreadLocalRandom.current().nextInt());
    private final String bob =
            "bob-" + Integer.toHexString(ThreadLocalRandom.current().nextInt());
    private Playwright playwright = opened();
    private Browser browser = launched();

    private static Playwright opened() {
        assumeTrue(Files.isExecutable(CHROMIUM), "no Chromium at " + CHROMIUM);
        return Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    private Browser launched() {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")));
    }

    @BeforeAll
    static void patience() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    }

    @AfterAll
    void close() {
        browser.close();
        playwright.close();
    }

    @Test
    void two_people_talk_and_one_goes_offline_and_comes_back() {
        Page annPage = open(ann, 0);
        Page bobPage = open(bob, 1);

        startDirectChat(annPage, bob);
        say(annPage, "Hello Bob");
        Locator row = bobPage.getByTestId("chat-row").first();
        row.click();
        assertThat(text(bobPage, "Hello Bob")).isVisible();
        say(bobPage, "Hello Ann");
        assertThat(text(annPage, "Hello Ann")).isVisible();
        assertThat(annPage.locator("[data-testid=message][data-mine=true]").first())
                .hasAttribute("data-status", java.util.regex.Pattern.compile("delivered|read"));
        shot(annPage, "talk-ann");

        cutNetwork(bobPage);
        assertThat(bobPage.getByTestId("offline-banner")).isVisible();
        say(annPage, "Are you there?");
        say(annPage, "Anybody?");
        say(bobPage, "I was in a tunnel");
        assertThat(bobPage.locator("[data-testid=message][data-status=waiting]"))
                .hasCount(1);
        shot(bobPage, "offline-bob");

        cutNetwork(bobPage);
        assertThat(text(bobPage, "Anybody?")).isVisible();
        assertThat(text(annPage, "I was in a tunnel")).isVisible();
        for (Page page : List.of(annPage, bobPage)) {
            for (String words : List.of("Hello Bob", "Hello Ann", "Are you there?", "Anybody?", "I was in a tunnel")) {
                assertThat(text(page, words)).hasCount(1);
            }
        }
        assertThat(bobPage.locator("[data-testid=message][data-status=waiting]"))
                .hasCount(0);
        shot(bobPage, "back-bob");
        shot(annPage, "back-ann");
    }

    @Test
    void a_group_shows_everybody_the_same_and_a_reload_keeps_it() {
        Page annPage = open(ann, 0);
        Page bobPage = open(bob, 1);

        annPage.getByTestId("new-group").click();
        annPage.getByTestId("group-name").fill("The group");
        annPage.getByTestId("group-people").fill(bob);
        annPage.getByTestId("group-people").press("Enter");
        annPage.getByTestId("group-create").click();
        say(annPage, "Welcome");
        Locator row = bobPage.locator("[data-testid=chat-row][data-chat-title='The group']");
        assertThat(row.getByTestId("unread")).isVisible();
        shot(bobPage, "unread-bob");
        row.click();
        assertThat(text(bobPage, "Welcome")).isVisible();
        bobPage.reload();

        bobPage.locator("[data-testid=chat-row][data-chat-title='The group']").click();
        assertThat(text(bobPage, "Welcome")).isVisible();
        assertThat(text(bobPage, "Welcome")).hasCount(1);
    }

    @Test
    void a_picture_and_a_file_are_sent_and_seen_by_the_other() {
        Page annPage = open(ann, 0);
        Page bobPage = open(bob, 1);
        startDirectChat(annPage, bob);
        say(annPage, "Look at these");
        bobPage.locator("[data-testid=chat-row][data-chat-title='" + ann + "']").click();
        assertThat(text(bobPage, "Look at these")).isVisible();

        annPage.getByTestId("choose-files").setInputFiles(new FilePayload[] {
            new FilePayload("sunset.png", "image/png", Pngs.plain(640, 320)),
            new FilePayload("notes.txt", "text/plain", "to read".getBytes(StandardCharsets.UTF_8))
        });

        for (Page page : List.of(annPage, bobPage)) {
            assertThat(page.getByTestId("upload")).hasCount(0);
            Locator picture = page.getByTestId("picture").getByAltText("sunset.png");
            assertThat(picture).hasCount(1);
            // Only what was really drawn has a size of its own: the policy of the page lets the store's pictures in.
            assertThat(picture).hasJSProperty("naturalWidth", 320);
            assertThat(page.getByTestId("file")).containsText("notes.txt");
            assertThat(page.getByTestId("file")).containsText("7 B");
            assertThat(page.getByTestId("message").last()).containsText("notes.txt");
        }
        bobPage.getByTestId("picture").click();
        assertThat(bobPage.getByTestId("full-view").getByAltText("sunset.png")).hasJSProperty("naturalWidth", 640);
        shot(bobPage, "picture-bob");
        bobPage.keyboard().press("Escape");
        assertThat(bobPage.getByTestId("full-view")).hasCount(0);
        Download download =
                bobPage.waitForDownload(() -> bobPage.getByTestId("file").click());
        org.assertj.core.api.Assertions.assertThat(download.path()).hasContent("to read");
        shot(annPage, "picture-ann");
    }

    private Page open(String user, int edge) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1_200, 800));
        context.setDefaultTimeout(PATIENCE_MS);
        Page page = context.newPage();
        page.navigate(cluster.edge(edge) + "/?as=" + user);
        assertThat(page.getByTestId("me")).isVisible();
        return page;
    }

    private static void startDirectChat(Page page, String with) {
        page.getByTestId("new-direct").click();
        page.getByTestId("direct-user").fill(with);
        page.getByTestId("direct-create").click();
        assertThat(page.getByTestId("composer")).isVisible();
    }

    private static void say(Page page, String words) {
        page.getByTestId("composer").fill(words);
        page.getByTestId("composer").press("Enter");
    }

    private static Locator text(Page page, String words) {
        return page.getByTestId("message-text").getByText(words, new Locator.GetByTextOptions().setExact(true));
    }

    /** Throws the page's own switch, in the drawer. */
    private static void cutNetwork(Page page) {
        if (!page.getByTestId("drawer").isVisible()) {
            page.getByTestId("drawer-toggle").click();
        }
        page.getByTestId("network-switch").click(new Locator.ClickOptions().setForce(true));
    }

    private static void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
    }
}
