package io.parley.edge.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.fileupload.FileUploadBase.FileUploadIOException;
import org.apache.commons.fileupload.MultipartStream;
import org.apache.commons.fileupload.MultipartStream.MalformedStreamException;
import org.apache.commons.fileupload.ParameterParser;
import org.jspecify.annotations.Nullable;

/** Reads the file out of a call's body: the part {@code file} of a form, or the body itself. */
final class UploadBody {
    private static final String MULTIPART = "multipart/form-data";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String PART = "file";
    private static final int BUFFER = 16 << 10;
    private static final int HEADER_BYTES = 4 << 10;
    private static final int PARTS_MOST = 16;
    private static final int BOUNDARY_MOST = 70;

    /** @param name as the client gave it */
    record Received(@Nullable String name, long size) {}

    private UploadBody() {}

    /**
     * Writes the file to {@code target}.
     *
     * @param contentType the call's
     * @param name of a body that is no form
     * @throws IOException when the client is gone, or the disk is full
     */
    static Received read(
            InputStream body, @Nullable String contentType, @Nullable String name, Path target, Spool.Limits limits)
            throws IOException, UnfitFile {
        String type =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        try (Spool spool = new Spool(target, limits)) {
            if (type.equals(MULTIPART)) {
                String given = part(spool.inTime(body), boundary(String.valueOf(contentType)), spool);
                return new Received(given, spool.size());
            }
            if (type.isEmpty() || type.equals(FORM) || type.startsWith("multipart/")) {
                throw new UnfitFile(
                        UnfitFile.Reason.UNSUPPORTED,
                        "A file comes as multipart/form-data, or as the body with its own Content-Type.");
            }
            body.transferTo(spool);
            return new Received(name, spool.size());
        } catch (Spool.Over over) {
            throw over.why();
        }
    }

    private static byte[] boundary(String contentType) throws UnfitFile {
        String boundary = parameters(contentType).get("boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > BOUNDARY_MOST) {
            throw UnfitFile.malformed("multipart/form-data needs a boundary of 1 to " + BOUNDARY_MOST + " characters.");
        }
        return boundary.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The file name of the part. */
    private static @Nullable String part(InputStream body, byte[] boundary, Spool spool) throws IOException, UnfitFile {
        try {
            MultipartStream parts = new MultipartStream(body, boundary, BUFFER, null);
            parts.setHeaderEncoding(StandardCharsets.UTF_8.name());
            parts.setPartHeaderSizeMax(HEADER_BYTES);
            boolean more = parts.skipPreamble();
            for (int i = 0; more && i < PARTS_MOST; i++) {
                Map<String, String> disposition = disposition(parts.readHeaders());
                if (PART.equals(disposition.get("name"))) {
                    parts.readBodyData(spool);
                    return disposition.get("filename");
                }
                parts.readBodyData(new Discarded(spool));
                more = parts.readBoundary();
            }
        } catch (MalformedStreamException | FileUploadIOException | IllegalArgumentException e) {
            throw UnfitFile.malformed("The body is not well-formed multipart/form-data.");
        }
        throw UnfitFile.malformed("The form has no part named file.");
    }

    private static Map<String, String> disposition(String headers) {
        return headers.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-disposition:"))
                .findFirst()
                .map(UploadBody::parameters)
                .orElse(Map.of());
    }

    private static Map<String, String> parameters(String header) {
        ParameterParser parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        return parser.parse(header, ';');
    }

    /** What is in other parts is not kept, but counts. */
    private static final class Discarded extends java.io.OutputStream {
        private final Spool counted;

        Discarded(Spool counted) {
            this.counted = counted;
        }

        @Override
        public void write(int one) throws IOException {
            counted.pass(1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            counted.pass(count);
        }
    }
}
