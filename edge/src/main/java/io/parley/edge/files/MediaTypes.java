package io.parley.edge.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.tika.Tika;
import org.apache.tika.mime.MimeTypes;

/**
 * What a file is, by its first bytes. Its name may only say more exactly what the bytes leave open, as for a script; it
 * never makes a picture of what is none. What the client says of the type does not count.
 */
final class MediaTypes {
    static final String UNKNOWN = "application/octet-stream";
    private static final String PICTURE = "image/";

    /** Reading the table of types takes a while: not before the first file comes. */
    private static final class Table {
        static final Tika TIKA = new Tika(MimeTypes.getDefaultMimeTypes(MediaTypes.class.getClassLoader()));
    }

    private MediaTypes() {}

    static String sniff(Path file, String name) throws IOException {
        String byContent;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            byContent = Table.TIKA.detect(in);
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            String withName = Table.TIKA.detect(in, name);
            return withName.startsWith(PICTURE) && !byContent.startsWith(PICTURE) ? byContent : withName;
        }
    }
}
