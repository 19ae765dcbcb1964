package io.parley.edge.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.GpsDirectory;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway") // JUnit gives the folder
class PicturesTest {
    private static final Pictures.Limits LIMITS = new Pictures.Limits(1_000_000, 1 << 20, 320);
    /** Two pixels, lossy, opaque. */
    private static final String WEBP = "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA";

    @TempDir
    Path folder;

    private Path target() {
        return folder.resolve("clean");
    }

    private Picture clean(byte[] bytes, PictureFormat format) throws Exception {
        return clean(bytes, format, LIMITS);
    }

    private Picture clean(byte[] bytes, PictureFormat format, Pictures.Limits limits) throws Exception {
        Path source = Files.write(folder.resolve("source"), bytes);
        return new Pictures(limits).clean(source, format, target());
    }

    private static boolean isRed(int rgb) {
        Color color = new Color(rgb);
        return color.getRed() > 200 && color.getBlue() < 60;
    }

    @Test
    void a_photograph_loses_where_and_with_what_it_was_taken() throws Exception {
        byte[] taken = SamplePictures.jpeg(64, 48, 1);
        var before = ImageMetadataReader.readMetadata(new ByteArrayInputStream(taken));
        assertThat(before.getDirectoriesOfType(GpsDirectory.class)).isNotEmpty();

        Picture picture = clean(taken, PictureFormat.JPEG);

        var after = ImageMetadataReader.readMetadata(target().toFile());
        assertThat(after.getDirectoriesOfType(ExifDirectoryBase.class)).isEmpty();
        assertThat(Files.readString(target(), StandardCharsets.ISO_8859_1)).doesNotContain(SamplePictures.CAMERA);
        assertThat(picture.contentType()).isEqualTo("image/jpeg");
    }

    @ParameterizedTest
    @CsvSource({
        // Where the stored left half is seen.
        "1, 64, 48, 5, 24",
        "2, 64, 48, 58, 24",
        "3, 64, 48, 58, 24",
        "4, 64, 48, 5, 24",
        "5, 48, 64, 24, 5",
        "6, 48, 64, 24, 5",
        "7, 48, 64, 24, 58",
        "8, 48, 64, 24, 58"
    })
    void a_photograph_stands_as_it_was_seen(int orientation, int width, int height, int redX, int redY)
            throws Exception {
        Picture picture = clean(SamplePictures.jpeg(64, 48, orientation), PictureFormat.JPEG);

        BufferedImage image = ImageIO.read(target().toFile());
        assertThat(picture.width()).isEqualTo(width).isEqualTo(image.getWidth());
        assertThat(picture.height()).isEqualTo(height).isEqualTo(image.getHeight());
        assertThat(isRed(image.getRGB(redX, redY))).isTrue();
        assertThat(isRed(image.getRGB(width - 1 - redX, height - 1 - redY))).isFalse();
    }

    @Test
    void what_is_behind_a_picture_is_cut_off() throws Exception {
        byte[] png = SamplePictures.png(20, 10);
        byte[] script = "<html><script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);
        byte[] both = java.nio.ByteBuffer.allocate(png.length + script.length)
                .put(png)
                .put(script)
                .array();

        clean(both, PictureFormat.PNG);

        assertThat(Files.readString(target(), StandardCharsets.ISO_8859_1)).doesNotContain("script");
    }

    @Test
    void what_can_be_seen_through_stays_so() throws Exception {
        byte[] png = SamplePictures.encoded(new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB), "png");

        Picture picture = clean(png, PictureFormat.PNG);

        assertThat(ImageIO.read(target().toFile()).getRGB(3, 3) >>> 24).isZero();
        assertThat(picture.thumbnailType()).isEqualTo("image/png");
    }

    @Test
    void a_thumbnail_is_small_and_keeps_the_proportions() throws Exception {
        Picture picture = clean(SamplePictures.png(900, 300), PictureFormat.PNG);

        BufferedImage thumbnail = ImageIO.read(new ByteArrayInputStream(picture.thumbnail()));
        assertThat(thumbnail.getWidth()).isEqualTo(320);
        assertThat(thumbnail.getHeight()).isEqualTo(107);
        assertThat(isRed(thumbnail.getRGB(20, 50))).isTrue();
        assertThat(picture.thumbnailType()).isEqualTo("image/jpeg");
    }

    @Test
    void a_bomb_is_refused_before_it_is_decoded() {
        assertThatThrownBy(() -> clean(SamplePictures.bomb(60_000, 60_000), PictureFormat.PNG))
                .isInstanceOfSatisfying(
                        UnfitFile.class, unfit -> assertThat(unfit.reason()).isEqualTo(UnfitFile.Reason.TOO_LARGE))
                .hasMessageContaining("1000000 pixels");
    }

    @Test
    void a_large_picture_is_kept_at_half_its_size() throws Exception {
        Picture picture = clean(SamplePictures.jpeg(800, 400, 6), PictureFormat.JPEG);

        assertThat(picture.width()).isEqualTo(200);
        assertThat(picture.height()).isEqualTo(400);
    }

    @Test
    void what_only_begins_like_a_picture_is_refused() {
        byte[] broken = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 2, 3};

        assertThatThrownBy(() -> clean(broken, PictureFormat.JPEG))
                .isInstanceOfSatisfying(
                        UnfitFile.class, unfit -> assertThat(unfit.reason()).isEqualTo(UnfitFile.Reason.MALFORMED));
    }

    @Test
    void an_animation_keeps_its_frames_and_its_time_and_nothing_else() throws Exception {
        Picture picture = clean(SamplePictures.gif(40, 30, 3), PictureFormat.GIF);

        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        reader.setInput(ImageIO.createImageInputStream(target().toFile()));
        IIOMetadataNode second = (IIOMetadataNode) reader.getImageMetadata(1).getAsTree("javax_imageio_gif_image_1.0");
        IIOMetadataNode control = (IIOMetadataNode)
                second.getElementsByTagName("GraphicControlExtension").item(0);
        assertThat(reader.getNumImages(true)).isEqualTo(3);
        assertThat(control.getAttribute("delayTime")).isEqualTo("7");
        assertThat(picture.width()).isEqualTo(40);
        assertThat(Files.readString(target(), StandardCharsets.ISO_8859_1))
                .contains("NETSCAPE")
                .doesNotContain(SamplePictures.CAMERA);
    }

    @Test
    void an_animation_of_too_many_pixels_is_refused() {
        Pictures.Limits few = new Pictures.Limits(1_500, 1 << 20, 320);

        assertThatThrownBy(() -> clean(SamplePictures.gif(40, 30, 6), PictureFormat.GIF, few))
                .isInstanceOf(UnfitFile.class)
                .hasMessageContaining("6000 pixels together");
    }

    @Test
    void a_webp_is_kept_as_what_every_browser_shows() throws Exception {
        Picture picture = clean(Base64.getDecoder().decode(WEBP), PictureFormat.WEBP);

        assertThat(picture.contentType()).isEqualTo("image/jpeg");
        assertThat(ImageIO.read(target().toFile()).getWidth()).isEqualTo(picture.width());
    }
}
