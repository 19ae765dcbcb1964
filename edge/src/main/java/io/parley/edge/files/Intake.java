package io.parley.edge.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Takes a file in: onto the disk first, because only a whole file can be looked into and cleaned, and because a store
 * that stalls is then asked again without the client. What was on the disk is gone whatever happens. Every step waits, so
 * it runs on a thread for uploads.
 */
final class Intake {

    /** @param name as given beside a body that is no form */
    record Head(String user, String chatId, @Nullable String contentType, @Nullable String name) {}

    private final Shelf shelf;
    private final Spool.Limits limits;
    private final Pictures pictures;
    private final Semaphore decoding;
    private final String folder;
    private final Clock clock;

    Intake(Shelf shelf, FileSettings settings, long fileBytes, Clock clock) {
        this.shelf = shelf;
        this.limits = new Spool.Limits(fileBytes, settings.millis(FileSettings.UPLOAD_TIMEOUT));
        this.pictures = new Pictures(new Pictures.Limits(
                settings.getInt(FileSettings.IMAGE_PIXELS),
                settings.getInt(FileSettings.IMAGE_BYTES),
                settings.getInt(FileSettings.THUMBNAIL)));
        this.decoding = new Semaphore(settings.getInt(FileSettings.IMAGES), true);
        this.folder = settings.getString(FileSettings.TEMP_DIR);
        this.clock = clock;
    }

    FileCard take(Head head, InputStream body) throws IOException, UnfitFile {
        Path received = temporary();
        Path cleaned = temporary();
        try {
            UploadBody.Received got = UploadBody.read(body, head.contentType(), head.name(), received, limits);
            if (got.size() == 0) {
                throw UnfitFile.malformed("The file is empty.");
            }
            String name = FileName.clean(got.name());
            String type = MediaTypes.sniff(received, name);
            Optional<PictureFormat> format = PictureFormat.of(type);
            return format.isPresent()
                    ? keepPicture(head, name, clean(received, format.get(), cleaned), cleaned)
                    : keepFile(head, name, type, received);
        } finally {
            Files.deleteIfExists(received);
            Files.deleteIfExists(cleaned);
        }
    }

    private Path temporary() throws IOException {
        return folder.isEmpty()
                ? Files.createTempFile("parley-file-", ".part")
                : Files.createTempFile(Files.createDirectories(Path.of(folder)), "parley-file-", ".part");
    }

    private Picture clean(Path received, PictureFormat format, Path cleaned) throws IOException, UnfitFile {
        decoding.acquireUninterruptibly();
        try {
            return pictures.clean(received, format, cleaned);
        } finally {
            decoding.release();
        }
    }

    private FileCard keepPicture(Head head, String name, Picture picture, Path file) throws IOException {
        PictureFormat format = PictureFormat.of(picture.contentType()).orElseThrow();
        FileCard card = new FileCard(
                head.chatId(),
                FileKeys.freshId(),
                FileName.as(name, format.extensions()),
                Files.size(file),
                picture.contentType(),
                picture.width(),
                picture.height(),
                head.user(),
                clock.instant(),
                picture.thumbnailType());
        shelf.keep(card, file, picture.thumbnail());
        return card;
    }

    private FileCard keepFile(Head head, String name, String type, Path file) throws IOException {
        FileCard card = new FileCard(
                head.chatId(),
                FileKeys.freshId(),
                name,
                Files.size(file),
                type,
                null,
                null,
                head.user(),
                clock.instant(),
                null);
        shelf.keep(card, file, null);
        return card;
    }
}
