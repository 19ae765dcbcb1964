package io.parley.edge.files;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Turning, scaling and encoding of decoded pictures. */
final class Pixels {
    private static final float JPEG_QUALITY = 0.9f;

    private Pixels() {}

    static boolean hasAlpha(BufferedImage image) {
        return image.getColorModel().hasAlpha();
    }

    /**
     * The picture upright, in sRGB.
     *
     * @param orientation of EXIF: 1 to 8; from 5 on width and height change places
     */
    static BufferedImage upright(BufferedImage image, int orientation) {
        int width = image.getWidth();
        int height = image.getHeight();
        boolean turned = orientation >= 5;
        BufferedImage upright =
                new BufferedImage(turned ? height : width, turned ? width : height, BufferedImage.TYPE_INT_RGB);
        draw(image, upright, turn(orientation, width, height));
        return upright;
    }

    /** From a stored pixel to where it is seen. */
    private static AffineTransform turn(int orientation, int w, int h) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
            default -> new AffineTransform();
        };
    }

    /** At most so wide and high, in its proportions; halved step by step, so that no pixel is passed over. */
    static BufferedImage within(BufferedImage image, int most) {
        BufferedImage now = image;
        do {
            double factor = Math.min(1, (double) most / Math.max(now.getWidth(), now.getHeight()));
            double step = Math.max(factor, 0.5);
            now = scaled(now, step);
        } while (Math.max(now.getWidth(), now.getHeight()) > most);
        return now;
    }

    private static BufferedImage scaled(BufferedImage image, double factor) {
        int width = Math.max(1, (int) Math.round(image.getWidth() * factor));
        int height = Math.max(1, (int) Math.round(image.getHeight() * factor));
        int type = hasAlpha(image) ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        BufferedImage scaled = new BufferedImage(width, height, type);
        draw(
                image,
                scaled,
                AffineTransform.getScaleInstance(
                        (double) width / image.getWidth(), (double) height / image.getHeight()));
        return scaled;
    }

    private static void draw(BufferedImage from, BufferedImage to, AffineTransform how) {
        Graphics2D graphics = to.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(from, how, null);
        graphics.dispose();
    }

    /** Without a word beside the pixels. */
    static void write(BufferedImage image, PictureFormat format, OutputStream to) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format.codec()).next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(to)) {
            writer.setOutput(out);
            ImageWriteParam how = writer.getDefaultWriteParam();
            if (format == PictureFormat.JPEG) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(JPEG_QUALITY);
            }
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
    }
}
