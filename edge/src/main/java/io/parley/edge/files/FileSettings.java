package io.parley.edge.files;

import static io.parley.edge.Settings.number;
import static io.parley.edge.Settings.text;
import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;

/** Where files are kept, and what they may cost. How large one may be is {@code limit.file.bytes}. */
public final class FileSettings extends AbstractConfig {
    public static final String BUCKET = "files.bucket";
    public static final String ENDPOINT = "files.endpoint";
    public static final String PUBLIC_ENDPOINT = "files.public.endpoint";
    public static final String REGION = "files.region";
    public static final String PATH_STYLE = "files.path.style";
    public static final String ACCESS_KEY = "files.access.key";
    public static final String SECRET_KEY = "files.secret.key";
    public static final String CALL_TIMEOUT = "files.call.timeout.ms";
    public static final String PUT_TIMEOUT = "files.put.timeout.ms";
    public static final String CALLS = "files.calls.concurrent";
    public static final String CALLS_QUEUED = "files.calls.queued";
    public static final String CARDS_CACHED = "files.cards.cached";
    public static final String SIGNED_URL = "files.signed.url.ms";
    public static final String ORPHAN = "files.orphan.ms";
    public static final String SWEEP = "files.sweep.interval.ms";
    public static final String UPLOADS = "files.uploads.concurrent";
    public static final String UPLOADS_PER_USER = "files.uploads.per.user";
    public static final String UPLOAD_TIMEOUT = "files.upload.timeout.ms";
    public static final String TEMP_DIR = "files.temp.dir";
    public static final String IMAGE_PIXELS = "files.image.pixels";
    public static final String IMAGE_BYTES = "files.image.bytes";
    public static final String IMAGES = "files.images.concurrent";
    public static final String THUMBNAIL = "files.thumbnail.pixels";

    public FileSettings(Map<String, String> values) {
        super(definition(), values, false);
    }

    /** All settings; a new copy each time, because a definition can be added to. */
    public static ConfigDef definition() {
        ConfigDef all = new ConfigDef();
        defineStore(all);
        defineCalls(all);
        defineUploads(all);
        defineImages(all);
        return all;
    }

    private static void defineStore(ConfigDef all) {
        text(all, BUCKET, "", HIGH, "Bucket of the files; empty: there are no files, and calls for them are 503.");
        text(all, ENDPOINT, "", HIGH, "The object store's URL, as the edge reaches it; empty: AWS, by the region.");
        text(
                all,
                PUBLIC_ENDPOINT,
                "",
                HIGH,
                "The object store's URL (or its CDN's) in signed URLs, as clients reach it; empty: as files.endpoint.");
        text(all, REGION, "us-east-1", MEDIUM, "The region that calls are signed for.");
        all.define(
                PATH_STYLE,
                Type.BOOLEAN,
                true,
                LOW,
                "Whether the bucket stands in the path of URLs; false: in the name of the host.");
        text(all, ACCESS_KEY, "", HIGH, "Access key; empty: as the AWS SDK finds credentials by itself.");
        all.define(SECRET_KEY, Type.PASSWORD, "", HIGH, "Secret key of the access key.");
        number(all, SIGNED_URL, 300_000, 1_000, 604_800_000, MEDIUM, "How long a signed URL opens its file.");
        number(
                all,
                ORPHAN,
                86_400_000,
                1_000,
                604_800_000,
                MEDIUM,
                "How long an uploaded file may wait for a message; after that and a quarter it is deleted.");
        number(
                all,
                SWEEP,
                3_600_000,
                100,
                86_400_000,
                LOW,
                "How often this edge looks for files that no message came for.");
    }

    private static void defineCalls(ConfigDef all) {
        number(all, CALL_TIMEOUT, 3_000, 100, 60_000, MEDIUM, "How long a small call to the store may take; then 503.");
        number(all, PUT_TIMEOUT, 120_000, 1_000, 3_600_000, LOW, "How long storing a file may take; then 503.");
        number(all, CALLS, 4, 1, 256, LOW, "Threads that wait for the store; none is an I/O thread.");
        number(all, CALLS_QUEUED, 1_000, 1, 1_000_000, LOW, "Calls that wait for such a thread; more are 503.");
        number(all, CARDS_CACHED, 10_000, 0, 10_000_000, LOW, "Files whose name, size and type are kept in memory.");
    }

    private static void defineUploads(ConfigDef all) {
        number(all, UPLOADS, 8, 1, 1_000, MEDIUM, "Uploads at once, a thread each; more are answered 503.");
        number(all, UPLOADS_PER_USER, 3, 1, 1_000, LOW, "Uploads of one user at once; more are answered 429.");
        number(all, UPLOAD_TIMEOUT, 600_000, 1_000, 86_400_000, LOW, "How long an upload may take in all.");
        text(
                all,
                TEMP_DIR,
                "",
                MEDIUM,
                "Folder for files under way, at most two of limit.file.bytes for each upload; empty: the system's.");
    }

    private static void defineImages(ConfigDef all) {
        number(
                all,
                IMAGE_PIXELS,
                50_000_000,
                1,
                1_000_000_000,
                MEDIUM,
                "Pixels of a picture, all frames of an animation being at most four times that; more is 413.");
        number(
                all,
                IMAGE_BYTES,
                48 << 20,
                1 << 20,
                1 << 30,
                MEDIUM,
                "Memory of a decoded picture; a larger one is kept at half its width and height, or a quarter, and so on.");
        number(all, IMAGES, 1, 1, 64, MEDIUM, "Pictures decoded at once, each taking files.image.bytes twice.");
        number(all, THUMBNAIL, 320, 16, 4_096, LOW, "Width and height of a thumbnail at most.");
    }

    public Duration millis(String name) {
        return Duration.ofMillis(getInt(name));
    }

    /** The URL that signed URLs begin with; empty for AWS's own. */
    public String signingEndpoint() {
        String shown = getString(PUBLIC_ENDPOINT);
        return shown.isEmpty() ? getString(ENDPOINT) : shown;
    }
}
