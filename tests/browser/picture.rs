//! Pictures that are compared: what a part of a page looks like, pixel by pixel.

use std::io::Cursor;
use std::path::Path;

use png::{BitDepth, ColorType, Decoder, Encoder, Transformations};

use crate::outcome::{Outcome, fault};

/// By how much one of the three colours of a pixel, 0 to 255, may differ before the pixel counts as another one: less is
/// how edges are smoothed.
const NOTICEABLE: u8 = 32;

/// A rectangle of a window, in pixels.
#[derive(Clone)]
pub struct Picture {
    width: usize,
    height: usize,
    /// Row after row.
    pixels: Vec<[u8; 3]>,
}

impl Picture {
    /// What a PNG shows in a rectangle: left, top, width and height. What lies outside of it is left out.
    pub fn cut(bytes: &[u8], [left, top, width, height]: [usize; 4]) -> Outcome<Self> {
        let mut decoder = Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(Transformations::normalize_to_color8());
        let mut reader = decoder.read_info()?;
        let (color, depth) = reader.output_color_type();
        let size = match (color, depth) {
            (ColorType::Rgb, BitDepth::Eight) => 3,
            (ColorType::Rgba, BitDepth::Eight) => 4,
            other => return Err(fault(format!("a picture of another kind: {other:?}"))),
        };
        let mut pixels = Vec::with_capacity(width * height);
        let mut kept = 0;
        let mut rows = 0;
        while let Some(row) = reader.next_row()? {
            rows += 1;
            if rows <= top {
                continue;
            }
            if rows > top + height {
                break;
            }
            let before = pixels.len();
            let all = row.data().chunks_exact(size).skip(left).take(width);
            pixels.extend(all.filter_map(|pixel| pixel.first_chunk::<3>().copied()));
            kept = pixels.len() - before;
        }
        let height = pixels.len().checked_div(kept).unwrap_or_default();
        Ok(Self {
            width: kept,
            height,
            pixels,
        })
    }

    /// The share of pixels that differ, 0 to 1. Two whose edges are rounded otherwise have the same size to a pixel; all
    /// of it differs where they do not.
    pub fn difference(&self, other: &Self) -> f64 {
        if self.width.abs_diff(other.width) > 1 || self.height.abs_diff(other.height) > 1 {
            return 1.0;
        }
        let (width, height) = (self.width.min(other.width), self.height.min(other.height));
        let differ: usize = (0..height)
            .map(|row| {
                let one = self.row(row).iter().take(width);
                one.zip(other.row(row))
                    .filter(|(one, other)| is_other(one, other))
                    .count()
            })
            .sum();
        match width * height {
            0 => 1.0,
            all => differ as f64 / all as f64,
        }
    }

    fn row(&self, row: usize) -> &[[u8; 3]] {
        self.pixels
            .get(row * self.width..(row + 1) * self.width)
            .unwrap_or_default()
    }

    /// Whether there is anything to be seen in it.
    pub fn is_plain(&self) -> bool {
        self.pixels.iter().all(|pixel| self.pixels.first() == Some(pixel))
    }

    /// Two beside each other, and where they differ, as a PNG for people.
    pub fn keep(&self, other: &Self, path: &Path) -> Outcome {
        let (width, height) = (self.width.min(other.width), self.height.min(other.height));
        let mut bytes = Vec::with_capacity(width * height * 9);
        for row in 0..height {
            let (one, two) = (self.row(row), other.row(row));
            bytes.extend(one.iter().take(width).flatten());
            bytes.extend(two.iter().take(width).flatten());
            for (one, two) in one.iter().zip(two).take(width) {
                bytes.extend(if is_other(one, two) { [200, 0, 0] } else { [255; 3] });
            }
        }
        let file = std::fs::File::create(path)?;
        let mut encoder = Encoder::new(file, u32::try_from(3 * width)?, u32::try_from(height)?);
        encoder.set_color(ColorType::Rgb);
        encoder.set_depth(BitDepth::Eight);
        encoder.write_header()?.write_image_data(&bytes)?;
        Ok(())
    }
}

fn is_other(one: &[u8; 3], other: &[u8; 3]) -> bool {
    one.iter()
        .zip(other)
        .any(|(one, other)| one.abs_diff(*other) > NOTICEABLE)
}
