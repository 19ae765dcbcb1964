package io.parley.edge.rest;

import io.parley.edge.Limits;
import io.parley.edge.NamedThreads;
import io.parley.edge.auth.Revocations;
import io.parley.edge.bus.CommandBus;
import io.parley.edge.content.ContentReader;
import io.parley.edge.content.ContentWriter;
import io.parley.edge.erasure.Erasures;
import io.parley.edge.files.ChatFiles;
import io.parley.edge.files.FileClaims;
import io.parley.edge.http.HttpAnswer;
import io.parley.edge.http.HttpCall;
import io.parley.edge.http.HttpRoutes;
import io.parley.edge.http.HttpUploads;
import io.parley.edge.presence.Hints;
import io.parley.edge.store.History;
import io.parley.edge.store.Profiles;
import io.parley.edge.store.Recent;
import io.parley.edge.store.Search;
import io.parley.edge.store.Tables;
import io.parley.keys.KeyRing;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * All calls under {@code /api/v1}. The table of routes is held against the published OpenAPI document by a test. Owns
 * the timer of calls that wait for the tables, and the threads that look through what a search may have found (how many
 * searches run at once is bounded).
 */
public final class RestApi implements HttpRoutes, AutoCloseable {
    private static final int SEARCH_THREADS = 2;

    private final ScheduledExecutorService timer;
    private final ExecutorService searching;
    private final Router router;
    private final FileUploads uploads;

    /** What an edge needs to read and write what is encrypted, and to erase. */
    public record Contents(ContentReader reader, ContentWriter writer, KeyRing ring, Erasures erasures) {}

    /**
     * @param readWait how long a read waits for {@code min_seq}
     * @param writeWait how long a write waits until it can be read
     */
    public RestApi(
            CommandBus bus,
            Revocations revocations,
            Contents contents,
            Hints hints,
            Tables tables,
            Recent recent,
            Profiles profiles,
            ChatFiles files,
            Limits limits,
            Duration readWait,
            Duration writeWait) {
        this.timer = timer();
        this.searching = Executors.newFixedThreadPool(SEARCH_THREADS, new NamedThreads("rest-search"));
        Commands commands = new Commands(bus, contents.writer(), Clock.systemUTC());
        History history = new History(tables, recent);
        MessageReader messages = new MessageReader(tables, contents.reader());
        ChatReader chats = new ChatReader(tables, history, messages, profiles);
        Reads reads = new Reads(tables, history, chats, messages);
        Patience patience = new Patience(timer);
        Freshness freshness = new Freshness(tables, patience, readWait, writeWait);
        List<Route> routes = new ArrayList<>();
        addChats(routes, commands, reads, freshness, profiles, limits);
        addTalk(routes, commands, reads, freshness, files, limits);
        this.uploads = new FileUploads(files, chats, limits.fileBytes());
        routes.add(new Route("POST", "/chats/{chat}/files", uploads::upload));
        routes.add(
                new Route("GET", "/chats/{chat}/files/{file}", new FileCalls(files, reads, patience, readWait)::get));
        ErasureCalls erasure = new ErasureCalls(commands, contents.ring(), contents.erasures(), freshness, writeWait);
        routes.add(new Route("DELETE", "/users/{user}", erasure::erase));
        SearchCalls search = new SearchCalls(reads, new Search(tables, searching, contents.reader()::open), limits);
        routes.add(new Route("GET", "/search", search::search));
        addUsers(routes, commands, tables, freshness, profiles, limits);
        RevocationCalls revoking = new RevocationCalls(commands, revocations, freshness);
        routes.add(new Route("POST", "/users/{user}/revoke", revoking::revoke));
        PresenceCalls presence = new PresenceCalls(hints);
        routes.add(new Route("GET", "/users/{user}/presence", presence::get));
        this.router = new Router(routes);
    }

    private static ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, new NamedThreads("rest-waits"));
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private static void addChats(
            List<Route> routes, Commands commands, Reads reads, Freshness freshness, Profiles profiles, Limits limits) {
        ChatListCalls list = new ChatListCalls(reads.tables(), reads.chats(), freshness, limits);
        ChatCalls chats = new ChatCalls(commands, reads.chats(), freshness, profiles, limits);
        MemberCalls members = new MemberCalls(chats, limits);
        routes.add(new Route("GET", "/chats", list::list));
        routes.add(new Route("POST", "/chats", chats::create));
        routes.add(new Route("GET", "/chats/{chat}", chats::get));
        routes.add(new Route("PATCH", "/chats/{chat}", chats::change));
        routes.add(new Route("POST", "/chats/{chat}/members", members::add));
        routes.add(new Route("PATCH", "/chats/{chat}/members/{user}", members::changeRole));
        routes.add(new Route("DELETE", "/chats/{chat}/members/{user}", members::remove));
    }

    private static void addTalk(
            List<Route> routes, Commands commands, Reads reads, Freshness freshness, FileClaims files, Limits limits) {
        MessageBody bodies = new MessageBody(limits);
        OneMessage one = new OneMessage(reads, freshness, Clock.systemUTC());
        MessageCalls messages = new MessageCalls(commands, reads, one, freshness, bodies, files, limits);
        ReceiptCalls receipts = new ReceiptCalls(one, reads.messages());
        routes.add(new Route("GET", "/chats/{chat}/messages", messages::list));
        routes.add(new Route("POST", "/chats/{chat}/messages", messages::send));
        routes.add(new Route("GET", "/chats/{chat}/messages/{message}", messages::get));
        routes.add(new Route("DELETE", "/chats/{chat}/messages/{message}", messages::delete));
        routes.add(new Route("GET", "/chats/{chat}/messages/{message}/receipts", receipts::list));
        ReportCalls reports = new ReportCalls(commands, limits);
        routes.add(new Route("POST", "/chats/{chat}/messages/{message}/report", reports::report));
    }

    private static void addUsers(
            List<Route> routes,
            Commands commands,
            Tables tables,
            Freshness freshness,
            Profiles profiles,
            Limits limits) {
        UserCalls users = new UserCalls(commands, profiles, freshness, limits);
        BlockCalls blocks = new BlockCalls(commands, tables, profiles, freshness);
        DeviceCalls devices = new DeviceCalls(commands);
        routes.add(new Route("GET", "/users", users::list));
        routes.add(new Route("PUT", "/users/me", users::setOwn));
        routes.add(new Route("GET", "/users/me/blocks", blocks::list));
        routes.add(new Route("PUT", "/users/me/blocks/{user}", blocks::block));
        routes.add(new Route("DELETE", "/users/me/blocks/{user}", blocks::unblock));
        routes.add(new Route("PUT", "/devices/{device}", devices::register));
        routes.add(new Route("DELETE", "/devices/{device}", devices::unregister));
    }

    List<Route> routes() {
        return router.routes();
    }

    /** Calls whose bodies are not read whole. */
    public HttpUploads uploads() {
        return uploads;
    }

    @Override
    public CompletionStage<HttpAnswer> handle(HttpCall call) {
        return router.handle(call);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        searching.shutdownNow();
    }
}
