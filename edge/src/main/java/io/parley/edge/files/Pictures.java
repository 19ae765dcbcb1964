package io.parley.edge.files;

import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.jpeg.JpegProcessingException;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encodes pictures anew: whatever was beside their pixels (where and with what they were taken, a second file behind the
 * first) is gone, and they stand upright. Dimensions are looked at before anything is decoded, and what is decoded takes
 * bounded memory. Heavy: for one thread at a time.
 */
final class Pictures {
    private static final Logger LOG = LoggerFactory.getLogger(Pictures.class);
    private static final int UPRIGHT = 1;
    private static final int USUAL_PIXEL_BYTES = 4;

    /**
     * @param pixels of a picture; more is refused
     * @param bytes of a decoded picture; larger ones are kept smaller
     * @param thumbnail width and height at most
     */
    record Limits(long pixels, long bytes, int thumbnail) {}

    private final Limits limits;

    Pictures(Limits limits) {
        this.limits = limits;
        ImageIO.setUseCache(false);
    }

    /** Writes the clean picture to {@code target}. */
    Picture clean(Path source, PictureFormat format, Path target) throws IOException, UnfitFile {
        ImageReader reader = reader(format);
        try (ImageInputStream in = ImageIO.createImageInputStream(source.toFile())) {
            reader.setInput(in, false, format != PictureFormat.GIF);
            requireDecodable(format, (long) reader.getWidth(0) * reader.getHeight(0));
            return format == PictureFormat.GIF
                    ? new Animation(reader, limits).clean(target, this::thumbnail)
                    : still(reader, source, format, target);
        } catch (IOException | RuntimeException e) {
            // Readers end on broken files with exceptions of every kind.
            LOG.debug("A picture cannot be read", e);
            throw UnfitFile.malformed("The picture cannot be read: it is broken, or of a rare kind.");
        } finally {
            reader.dispose();
        }
    }

    /** Of JPEG's readers the one that knows every kind of colour comes first. */
    private static ImageReader reader(PictureFormat format) {
        return ImageIO.getImageReadersByFormatName(format.codec()).next();
    }

    private void requireDecodable(PictureFormat format, long pixels) throws UnfitFile {
        // The reader of WebP decodes all of a picture before it takes every second pixel.
        long most = format == PictureFormat.WEBP
                ? Math.min(limits.pixels(), limits.bytes() / USUAL_PIXEL_BYTES)
                : limits.pixels();
        if (pixels > most) {
            throw UnfitFile.tooLarge("A picture has at most " + most + " pixels.");
        }
    }

    private Picture still(ImageReader reader, Path source, PictureFormat format, Path target)
            throws IOException, UnfitFile {
        BufferedImage decoded = decode(reader);
        boolean lossless = format == PictureFormat.PNG || Pixels.hasAlpha(decoded);
        BufferedImage clean =
                lossless ? decoded : Pixels.upright(decoded, format == PictureFormat.JPEG ? orientation(source) : 1);
        PictureFormat kept = lossless ? PictureFormat.PNG : PictureFormat.JPEG;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
            Pixels.write(clean, kept, out);
        }
        return thumbnail(clean, kept, clean.getWidth(), clean.getHeight());
    }

    private BufferedImage decode(ImageReader reader) throws IOException {
        ImageReadParam how = reader.getDefaultReadParam();
        int step = 1;
        long row = (long) reader.getWidth(0) * pixelBytes(reader.getRawImageType(0));
        while (row / step * (reader.getHeight(0) / step) > limits.bytes()) {
            step *= 2;
        }
        how.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, how);
    }

    private static int pixelBytes(@Nullable ImageTypeSpecifier type) {
        if (type == null) {
            return USUAL_PIXEL_BYTES;
        }
        int bits = type.getNumBands() * type.getBitsPerBand(0);
        return Math.max(USUAL_PIXEL_BYTES, (bits + 7) / 8);
    }

    private Picture thumbnail(BufferedImage image, PictureFormat kept, int width, int height) throws IOException {
        BufferedImage small = Pixels.within(image, limits.thumbnail());
        PictureFormat format = Pixels.hasAlpha(small) ? PictureFormat.PNG : PictureFormat.JPEG;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Pixels.write(small, format, bytes);
        return new Picture(kept.contentType(), width, height, bytes.toByteArray(), format.contentType());
    }

    private static int orientation(Path source) throws IOException {
        try (InputStream in = Files.newInputStream(source)) {
            Metadata metadata = JpegMetadataReader.readMetadata(in, List.of(new ExifReader()));
            ExifIFD0Directory exif = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
            Integer said = exif == null ? null : exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
            return said == null ? UPRIGHT : said;
        } catch (JpegProcessingException e) {
            return UPRIGHT;
        }
    }
}
