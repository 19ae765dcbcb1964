package io.parley.edge.files;

import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A GIF, frame by frame: one is in memory at a time. Its times, places and repetitions stay; comments, texts and what
 * applications put in go.
 */
final class Animation {
    private static final String OF_IMAGE = "javax_imageio_gif_image_1.0";
    private static final String OF_STREAM = "javax_imageio_gif_stream_1.0";
    private static final String APPLICATIONS = "ApplicationExtensions";
    private static final Set<String> WORDS = Set.of("CommentExtensions", "PlainTextExtension");
    /** Says how often an animation repeats. */
    private static final String LOOP = "NETSCAPE";

    private static final int LOOP_BYTES = 3;
    private static final int FRAMES_IN_PICTURES = 4;

    /** Makes the picture of its first frame. */
    @FunctionalInterface
    interface FirstFrame {
        Picture thumbnail(BufferedImage frame, PictureFormat kept, int width, int height) throws IOException;
    }

    private final ImageReader reader;
    private final Pictures.Limits limits;

    Animation(ImageReader reader, Pictures.Limits limits) {
        this.reader = reader;
        this.limits = limits;
    }

    Picture clean(Path target, FirstFrame first) throws IOException, UnfitFile {
        IIOMetadata stream = reader.getStreamMetadata();
        Element screen = (Element) ((Element) stream.getAsTree(OF_STREAM))
                .getElementsByTagName("LogicalScreenDescriptor")
                .item(0);
        int width = Integer.parseInt(screen.getAttribute("logicalScreenWidth"));
        int height = Integer.parseInt(screen.getAttribute("logicalScreenHeight"));
        int frames = reader.getNumImages(true);
        requireDecodable(frames, (long) width * height);
        ImageWriter writer =
                ImageIO.getImageWritersByFormatName(PictureFormat.GIF.codec()).next();
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(target));
                ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(cleaned(writer.convertStreamMetadata(stream, null), OF_STREAM));
            for (int i = 0; i < frames; i++) {
                IIOImage frame = reader.readAll(i, null);
                writer.writeToSequence(new IIOImage(frame.getRenderedImage(), null, metadata(writer, frame)), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return first.thumbnail(reader.read(0), PictureFormat.GIF, width, height);
    }

    private void requireDecodable(int frames, long screen) throws IOException, UnfitFile {
        long all = 0;
        for (int i = 0; i < frames; i++) {
            long frame = (long) reader.getWidth(i) * reader.getHeight(i);
            all += frame;
            screen = Math.max(screen, frame);
        }
        // A frame is held as one byte a pixel and drawn as four.
        if (screen > Math.min(limits.pixels(), limits.bytes() / FRAMES_IN_PICTURES)) {
            throw UnfitFile.tooLarge(
                    "A GIF has at most " + Math.min(limits.pixels(), limits.bytes() / FRAMES_IN_PICTURES) + " pixels.");
        }
        if (all > FRAMES_IN_PICTURES * limits.pixels()) {
            throw UnfitFile.tooLarge(
                    "The frames of a GIF have at most " + FRAMES_IN_PICTURES * limits.pixels() + " pixels together.");
        }
    }

    private static IIOMetadata metadata(ImageWriter writer, IIOImage frame) throws IOException {
        ImageTypeSpecifier type = ImageTypeSpecifier.createFromRenderedImage(frame.getRenderedImage());
        return cleaned(writer.convertImageMetadata(frame.getMetadata(), type, null), OF_IMAGE);
    }

    private static IIOMetadata cleaned(IIOMetadata metadata, String format) throws IOException {
        Node root = metadata.getAsTree(format);
        for (Node child : children(root)) {
            if (WORDS.contains(child.getNodeName())) {
                root.removeChild(child);
            } else if (child.getNodeName().equals(APPLICATIONS)) {
                children(child).stream()
                        .filter(application -> !isLoop((IIOMetadataNode) application))
                        .forEach(child::removeChild);
                if (child.getFirstChild() == null) {
                    root.removeChild(child);
                }
            }
        }
        metadata.setFromTree(format, root);
        return metadata;
    }

    private static boolean isLoop(IIOMetadataNode application) {
        byte[] data = application.getUserObject() instanceof byte[] bytes
                ? bytes
                : String.valueOf(application.getUserObject()).getBytes(StandardCharsets.ISO_8859_1);
        return application.getAttribute("applicationID").equals(LOOP) && data.length <= LOOP_BYTES;
    }

    private static List<Node> children(Node parent) {
        List<Node> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            children.add(child);
        }
        return children;
    }
}
