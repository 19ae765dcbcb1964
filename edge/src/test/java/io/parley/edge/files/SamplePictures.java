package io.parley.edge.files;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** Pictures made for tests, with in them what must go. */
public final class SamplePictures {
    public static final String CAMERA = "SpyCam 3000";

    private SamplePictures() {}

    /** Left half red, right half blue. */
    public static BufferedImage image(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 2, height);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(width / 2, 0, width - width / 2, height);
        graphics.dispose();
        return image;
    }

    public static byte[] encoded(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalStateException("no writer for " + format);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] png(int width, int height) {
        return encoded(image(width, height, BufferedImage.TYPE_INT_RGB), "png");
    }

    /** With a camera, a place and an orientation in its EXIF. */
    public static byte[] jpeg(int width, int height, int orientation) {
        byte[] plain = encoded(image(width, height, BufferedImage.TYPE_INT_RGB), "jpeg");
        byte[] exif = exif(orientation);
        ByteBuffer all = ByteBuffer.allocate(plain.length + exif.length + 4);
        all.put(plain, 0, 2).putShort((short) 0xFFE1).putShort((short) (exif.length + 2));
        all.put(exif).put(plain, 2, plain.length - 2);
        return all.array();
    }

    /** TIFF, big-endian: Make, Orientation, and a GPS directory that says north. */
    private static byte[] exif(int orientation) {
        byte[] camera = (CAMERA + "\0").getBytes(StandardCharsets.US_ASCII);
        int cameraAt = 8 + 2 + 3 * 12 + 4;
        int gpsAt = cameraAt + camera.length;
        ByteBuffer tiff = ByteBuffer.allocate(gpsAt + 2 + 12 + 4);
        tiff.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        tiff.putShort((short) 3);
        entry(tiff, 0x010F, 2, camera.length).putInt(cameraAt);
        entry(tiff, 0x0112, 3, 1).putShort((short) orientation).putShort((short) 0);
        entry(tiff, 0x8825, 4, 1).putInt(gpsAt);
        tiff.putInt(0).put(camera);
        tiff.putShort((short) 1);
        entry(tiff, 0x0001, 2, 2).put(new byte[] {'N', 0, 0, 0});
        tiff.putInt(0);
        return ByteBuffer.allocate(6 + tiff.capacity())
                .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
                .put(tiff.array())
                .array();
    }

    private static ByteBuffer entry(ByteBuffer tiff, int tag, int type, int count) {
        return tiff.putShort((short) tag).putShort((short) type).putInt(count);
    }

    /** An animation that repeats, with a comment in its first frame. */
    public static byte[] gif(int width, int height, int frames) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < frames; i++) {
                BufferedImage frame = image(width, height, BufferedImage.TYPE_BYTE_INDEXED);
                writer.writeToSequence(new IIOImage(frame, null, frameMetadata(writer, frame, i == 0)), null);
            }
            writer.endWriteSequence();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        writer.dispose();
        return bytes.toByteArray();
    }

    private static IIOMetadata frameMetadata(ImageWriter writer, BufferedImage frame, boolean first)
            throws IOException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(frame), null);
        String format = metadata.getNativeMetadataFormatName();
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
        IIOMetadataNode control = (IIOMetadataNode)
                root.getElementsByTagName("GraphicControlExtension").item(0);
        control.setAttribute("delayTime", "7");
        if (first) {
            IIOMetadataNode comments = new IIOMetadataNode("CommentExtensions");
            IIOMetadataNode comment = new IIOMetadataNode("CommentExtension");
            comment.setAttribute("value", CAMERA);
            comments.appendChild(comment);
            root.appendChild(comments);
            IIOMetadataNode applications = new IIOMetadataNode("ApplicationExtensions");
            applications.appendChild(application("NETSCAPE", "2.0", new byte[] {1, 0, 0}));
            applications.appendChild(application("XMP Data", "XMP", CAMERA.getBytes(StandardCharsets.US_ASCII)));
            root.appendChild(applications);
        }
        metadata.setFromTree(format, root);
        return metadata;
    }

    private static IIOMetadataNode application(String id, String code, byte[] data) {
        IIOMetadataNode application = new IIOMetadataNode("ApplicationExtension");
        application.setAttribute("applicationID", id);
        application.setAttribute("authenticationCode", code);
        application.setUserObject(data);
        return application;
    }

    /** A PNG that says of itself that it is huge, in a hundred bytes. */
    public static byte[] bomb(int width, int height) {
        byte[] png = png(1, 1);
        ByteBuffer header = ByteBuffer.wrap(png);
        header.putInt(16, width).putInt(20, height);
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(png, 12, 17);
        header.putInt(29, (int) crc.getValue());
        return png;
    }
}
