package io.parley.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.parley.e2e.BrowserPages.cutNetwork;
import static io.parley.e2e.BrowserPages.say;
import static io.parley.e2e.BrowserPages.shot;
import static io.parley.e2e.BrowserPages.somebody;
import static io.parley.e2e.BrowserPages.startDirectChat;
import static io.parley.e2e.BrowserPages.text;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.parley.e2e.play.Pngs;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page as people use it all day: reloads, a second window, the keyboard alone, a phone, and nobody left out. */
@Order(8)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserDailyIT {

    private static final String KEPT_UPLOADS =
            """
            me => new Promise((resolve) => {
              const opened = indexedDB.open('parley-uploads-' + me);
              opened.onsuccess = () => {
                const count = opened.result.transaction('uploads').objectStore('uploads').count();
                count.onsuccess = () => { opened.result.close(); resolve(count.result === 1); };
              };
            })""";

    private final BrowserPages pages = new BrowserPages();

    @AfterAll
    void close() {
        pages.close();
    }

    @Test
    void what_waits_and_what_is_begun_outlive_a_reload() {
        String bob = somebody("bob");
        Page ann = pages.open(somebody("ann"), 0);
        startDirectChat(ann, bob);
        say(ann, "before");
        assertThat(ann.locator("[data-testid=message][data-status=sent]")).hasCount(1);
        cutNetwork(ann);
        say(ann, "written in the tunnel");
        assertThat(ann.locator("[data-testid=message][data-status=waiting]")).hasCount(1);
        ann.getByTestId("composer").fill("only begun");

        ann.reload();

        assertThat(ann.getByTestId("composer")).hasValue("only begun");
        assertThat(text(ann, "written in the tunnel")).hasCount(1);
        assertThat(ann.locator("[data-testid=message][data-status=sent]")).hasCount(2);
        Page bobPage = pages.open(bob, 1);
        bobPage.getByTestId("chat-row").first().click();
        assertThat(text(bobPage, "written in the tunnel")).hasCount(1);
    }

    @Test
    void a_file_on_its_way_outlives_a_reload() {
        String bob = somebody("bob");
        String me = somebody("ann");
        Page ann = pages.open(me, 0);
        startDirectChat(ann, bob);
        ann.route(url -> url.contains("/files?"), neverAnswered -> {});
        ann.getByTestId("choose-files").setInputFiles(new FilePayload("sunset.png", "image/png", Pngs.plain(640, 320)));
        assertThat(ann.getByTestId("upload")).hasCount(1);
        ann.waitForFunction(KEPT_UPLOADS, me);

        ann.unrouteAll();
        ann.reload();

        assertThat(ann.getByTestId("picture").getByAltText("sunset.png")).hasCount(1);
        assertThat(ann.getByTestId("upload")).hasCount(0);
        Page bobPage = pages.open(bob, 1);
        bobPage.getByTestId("chat-row").first().click();
        assertThat(bobPage.getByTestId("picture").getByAltText("sunset.png")).hasCount(1);
    }

    @Test
    void a_second_window_of_the_same_device_takes_over_and_gives_back() {
        Page first = pages.open(somebody("ann"), 0);
        startDirectChat(first, somebody("bob"));
        say(first, "from the first window");

        Page second = first.waitForPopup(() -> first.evaluate("() => void window.open(location.href)"));
        assertThat(first.getByTestId("replaced-dialog")).isVisible();
        assertThat(text(second, "from the first window")).isVisible();
        first.getByTestId("use-here").click();

        assertThat(second.getByTestId("replaced-dialog")).isVisible();
        assertThat(first.getByTestId("replaced-dialog")).hasCount(0);
        say(first, "and again");
        assertThat(first.locator("[data-testid=message][data-status=sent]")).hasCount(2);
    }

    @Test
    void the_keyboard_alone_finds_a_chat_edits_reacts_and_comes_back_to_where_one_writes() {
        String bob = somebody("bob");
        Page ann = pages.open(somebody("ann"), 0);

        ann.keyboard().press("Control+k");
        ann.keyboard().type(bob);
        ann.keyboard().press("Enter");
        assertThat(ann.getByTestId("composer")).isFocused();
        ann.keyboard().type("one wrod");
        ann.keyboard().press("Enter");
        assertThat(ann.locator("[data-testid=message][data-status=sent]")).hasCount(1);
        ann.keyboard().press("ArrowUp");
        assertThat(ann.getByTestId("composer")).hasValue("one wrod");
        ann.keyboard().press("Control+a");
        ann.keyboard().type("one word");
        ann.keyboard().press("Enter");
        assertThat(text(ann, "one word")).isVisible();

        ann.keyboard().press("Shift+Tab");
        ann.getByTestId("timeline").focus();
        ann.keyboard().press("ArrowUp");
        assertThat(ann.getByTestId("message")).isFocused();
        ann.keyboard().press("Enter");
        assertThat(ann.getByTestId("message-menu")).isVisible();
        ann.getByTestId("react").first().press("Enter");
        assertThat(ann.getByTestId("reaction")).isVisible();
        ann.keyboard().press("Escape");
        assertThat(ann.getByTestId("composer")).isFocused();
        ann.reload();
        assertThat(text(ann, "one word")).isVisible();
        assertThat(ann.getByTestId("reaction")).isVisible();
        Page bobPage = pages.open(bob, 1);
        bobPage.getByTestId("chat-row").first().click();
        assertThat(text(bobPage, "one word")).isVisible();
        assertThat(bobPage.getByTestId("reaction")).isVisible();
    }

    @Test
    void what_is_found_is_shown_in_its_place_and_a_way_leads_back() {
        String bob = somebody("bob");
        Page ann = pages.open(somebody("ann"), 0);
        startDirectChat(ann, bob);
        say(ann, "the needle of this haystack");
        for (int i = 1; i <= 70; i++) {
            say(ann, "straw " + i);
        }
        assertThat(ann.locator("[data-testid=message][data-status=sent]")).hasCount(71);
        ann.reload();
        assertThat(text(ann, "straw 70")).isVisible();

        ann.getByTestId("chat-filter").fill("needle");
        ann.getByTestId("search-result").click();
        assertThat(text(ann, "the needle of this haystack")).isInViewport();
        shot(ann, "found");
        ann.getByTestId("go-back").click();

        assertThat(text(ann, "straw 70")).isInViewport();
        assertThat(ann.getByTestId("go-back")).hasCount(0);
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void nobody_is_left_out_of_any_view(ColorScheme scheme) {
        Page page = pages.open(pages.context(scheme, 1_200, 800), somebody("ann"), 0);
        startDirectChat(page, somebody("bob"));
        say(page, "See https://example.com, مرحبا, 你好");
        assertThat(page.locator("[data-testid=message][data-status=sent]")).hasCount(1);
        BrowserAxe.findsNothingSerious(page);

        page.getByTestId("message").hover();
        page.getByTestId("more").click();
        BrowserAxe.findsNothingSerious(page);
        page.getByTestId("react").first().click();
        assertThat(page.getByTestId("reaction")).isVisible();
        page.keyboard().press("Control+k");
        assertThat(page.getByTestId("switcher")).isVisible();
        BrowserAxe.findsNothingSerious(page);
        page.keyboard().press("Escape");
        page.getByTestId("chat-filter").fill("see");
        assertThat(page.getByTestId("search-result")).isVisible();
        page.getByTestId("drawer-toggle").click();
        BrowserAxe.findsNothingSerious(page);
        shot(page, "axe-" + scheme);
    }

    @Test
    void a_phone_of_320_pixels_shows_everything_without_scrolling_sideways() {
        Page page = pages.open(pages.context(ColorScheme.LIGHT, 320, 640), somebody("ann"), 0);
        holdsTheWidth(page);
        startDirectChat(page, somebody("bob"));
        say(page, "a word that has no end: " + "x".repeat(120));
        assertThat(page.locator("[data-testid=message][data-status=sent]")).hasCount(1);
        holdsTheWidth(page);
        shot(page, "phone-talk");
        page.getByTestId("back").click();
        assertThat(page.getByTestId("chat-row")).isVisible();
        holdsTheWidth(page);
        shot(page, "phone-list");
    }

    private static void holdsTheWidth(Page page) {
        Assertions.assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(320);
    }

    /** What a browser does in some private windows, and when another tab holds the database. */
    @Test
    void a_database_that_never_answers_does_not_leave_the_page_blank() {
        String ann = somebody("ann");
        BrowserContext context = pages.context(ColorScheme.LIGHT, 1_200, 800);
        context.addInitScript("indexedDB.open = () => ({ addEventListener() {}, removeEventListener() {} })");

        Page page = context.newPage();
        page.navigate(pages.address(ann, 0));

        assertThat(page.getByTestId("opening").or(page.getByTestId("me")).first())
                .isVisible();
        assertThat(page.getByTestId("me")).isVisible();
        startDirectChat(page, somebody("bob"));
        say(page, "still here");
        assertThat(page.locator("[data-testid=message][data-status=sent]")).hasCount(1);
        assertThat(page.getByTestId("offline-banner")).hasCount(0);
        for (String id : List.of("chat-list", "timeline", "composer")) {
            assertThat(page.getByTestId(id)).isVisible();
        }
    }
}
