package io.parley.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.parley.e2e.BrowserPages.cutNetwork;
import static io.parley.e2e.BrowserPages.row;
import static io.parley.e2e.BrowserPages.say;
import static io.parley.e2e.BrowserPages.shot;
import static io.parley.e2e.BrowserPages.startDirectChat;
import static io.parley.e2e.BrowserPages.text;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.parley.e2e.play.Pngs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two people at the page: they talk, one loses the network and comes back, and nothing is missed. */
@Order(7)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserIT {

    private final BrowserPages pages = new BrowserPages();
    private final String ann = BrowserPages.somebody("ann");
    private final String bob = BrowserPages.somebody("bob");

    @AfterAll
    void close() {
        pages.close();
    }

    @Test
    void two_people_talk_and_one_goes_offline_and_comes_back() {
        Page annPage = pages.open(ann, 0);
        Page bobPage = pages.open(bob, 1);

        startDirectChat(annPage, bob);
        say(annPage, "Hello Bob");
        bobPage.getByTestId("chat-row").first().click();
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
        Page annPage = pages.open(ann, 0);
        Page bobPage = pages.open(bob, 1);

        annPage.getByTestId("new-group").click();
        annPage.getByTestId("group-name").fill("The group");
        annPage.getByTestId("group-people").fill(bob);
        annPage.getByTestId("group-people").press("Enter");
        annPage.getByTestId("group-create").click();
        say(annPage, "Welcome");
        Locator group = row(bobPage, "The group");
        assertThat(group.getByTestId("unread")).isVisible();
        shot(bobPage, "unread-bob");
        group.click();
        assertThat(text(bobPage, "Welcome")).isVisible();
        bobPage.reload();

        row(bobPage, "The group").click();
        assertThat(text(bobPage, "Welcome")).isVisible();
        assertThat(text(bobPage, "Welcome")).hasCount(1);
    }

    @Test
    void a_picture_and_a_file_are_sent_and_seen_by_the_other() {
        Page annPage = pages.open(ann, 0);
        Page bobPage = pages.open(bob, 1);
        startDirectChat(annPage, bob);
        say(annPage, "Look at these");
        row(bobPage, ann).click();
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
}
