//! A firm's logo: a small raster image.
//!
//! What is promised is that the file begins as a PNG or JPEG of that size, not that there
//! is nothing else in it: a file can be an image and a script at once. It is harmless because it
//! is only ever served with our own `content_type()` and `X-Content-Type-Options: nosniff`, never
//! with a type that came with it. SVG, which is a document that can hold scripts, and moving GIFs
//! are refused; so is WebP, which Outlook on Windows does not show.

use std::fmt;

use imagesize::ImageType;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// At most 32 KiB of PNG or JPEG, 16 to 1,024 pixels each way.
///
/// `Debug` shows its kind and size and none of its bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Logo {
    bytes: Vec<u8>,
    kind: LogoKind,
    width: u16,
    height: u16,
}

/// The format of a logo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogoKind {
    /// Portable Network Graphics.
    Png,
    /// JPEG, in any of its encodings.
    Jpeg,
}

/// Why bytes are not a [`Logo`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LogoRefusal {
    /// Over 32 KiB.
    #[error("a logo has at most 32 KB")]
    TooLarge,
    /// Not a PNG or JPEG.
    #[error("a logo is a PNG or JPEG image")]
    NotAnImage,
    /// It begins as an image and breaks off, or contradicts itself.
    #[error("this image is damaged")]
    Damaged,
    /// Under 16 pixels wide or high.
    #[error("a logo is at least 16 pixels wide and high")]
    TooFewPixels,
    /// Over 1,024 pixels wide or high.
    #[error("a logo is at most 1024 pixels wide and high")]
    TooManyPixels,
}

/// 32 KiB: it fits one item with room to spare, and every page that the client opens loads it.
pub const LARGEST_LOGO: usize = 32 * 1024;

const FEWEST_PIXELS: usize = 16;
const MOST_PIXELS: usize = 1024;

impl Logo {
    /// Takes the file's bytes; its name and the type that was sent along count for nothing.
    ///
    /// # Errors
    /// A [`LogoRefusal`] that says what is wrong.
    pub fn parse(bytes: Vec<u8>) -> Result<Logo, LogoRefusal> {
        if bytes.len() > LARGEST_LOGO {
            return Err(LogoRefusal::TooLarge);
        }
        let kind = LogoKind::of(&bytes).ok_or(LogoRefusal::NotAnImage)?;
        if !kind.begins(&bytes) {
            return Err(LogoRefusal::Damaged);
        }
        let size = imagesize::blob_size(&bytes).map_err(|_| LogoRefusal::Damaged)?;
        let side = |pixels: usize| match u16::try_from(pixels) {
            Ok(_) if pixels < FEWEST_PIXELS => Err(LogoRefusal::TooFewPixels),
            Ok(side) if pixels <= MOST_PIXELS => Ok(side),
            Ok(_) | Err(_) => Err(LogoRefusal::TooManyPixels),
        };
        let (width, height) = (side(size.width)?, side(size.height)?);
        Ok(Logo { bytes, kind, width, height })
    }

    /// The file, to be served with [`Logo::content_type`] and `nosniff`.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The format that the file begins as.
    pub fn kind(&self) -> LogoKind {
        self.kind
    }

    /// Pixels from left to right, 16 to 1,024.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Pixels from top to bottom, 16 to 1,024.
    pub fn height(&self) -> u16 {
        self.height
    }

    /// The only `Content-Type` that the file is ever served with.
    pub fn content_type(&self) -> &'static str {
        match self.kind {
            LogoKind::Png => "image/png",
            LogoKind::Jpeg => "image/jpeg",
        }
    }
}

impl LogoKind {
    fn of(bytes: &[u8]) -> Option<LogoKind> {
        // The kinds are those that the crate is built with, which another crate could add to.
        match imagesize::image_type(bytes) {
            Ok(ImageType::Png) => Some(LogoKind::Png),
            Ok(ImageType::Jpeg) => Some(LogoKind::Jpeg),
            Ok(_) | Err(_) => None,
        }
    }

    /// Whether the header with the size is where it belongs, which the crate does not check.
    fn begins(self, bytes: &[u8]) -> bool {
        match self {
            LogoKind::Png => {
                bytes.starts_with(b"\x89PNG\r\n\x1a\n") && bytes.get(12..16) == Some(b"IHDR")
            }
            // Its markers are followed one by one until the size is found.
            LogoKind::Jpeg => true,
        }
    }
}

impl LogoRefusal {
    /// The stable name of this refusal.
    pub fn code(&self) -> &'static str {
        match self {
            LogoRefusal::TooLarge => "too-large",
            LogoRefusal::NotAnImage => "not-an-image",
            LogoRefusal::Damaged => "damaged",
            LogoRefusal::TooFewPixels => "too-few-pixels",
            LogoRefusal::TooManyPixels => "too-many-pixels",
        }
    }
}

impl fmt::Debug for Logo {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Logo({:?}, {}x{})", self.kind, self.width, self.height)
    }
}

impl Serialize for Logo {
    /// Its bytes alone: the rest is read from them again.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.bytes)
    }
}

impl<'de> Deserialize<'de> for Logo {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Logo, D::Error> {
        struct Bytes;

        impl Visitor<'_> for Bytes {
            type Value = Logo;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("the bytes of a logo")
            }

            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Logo, E> {
                self.visit_byte_buf(bytes.to_vec())
            }

            fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<Logo, E> {
                Logo::parse(bytes).map_err(E::custom)
            }
        }

        deserializer.deserialize_byte_buf(Bytes)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::Index;
    use serde::de::value::{BytesDeserializer, Error as ValueError};

    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, 6, 0, 0, 0, 0, 0, 0, 0]);
        bytes
    }

    fn jpeg(width: u16, height: u16) -> Vec<u8> {
        let mut bytes = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0".to_vec();
        bytes.extend(b"\xff\xc0\0\x11\x08");
        bytes.extend(height.to_be_bytes());
        bytes.extend(width.to_be_bytes());
        bytes.extend([3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, 0xff, 0xd9]);
        bytes
    }

    #[test]
    fn png_and_jpeg_are_logos_with_a_type_of_our_own() {
        let files = [
            (png(320, 80), LogoKind::Png, "image/png"),
            (jpeg(320, 80), LogoKind::Jpeg, "image/jpeg"),
        ];
        for (file, kind, content_type) in files {
            let logo = Logo::parse(file.clone()).unwrap();
            assert_eq!((logo.kind(), logo.content_type()), (kind, content_type));
            assert_eq!((logo.width(), logo.height()), (320, 80), "{kind:?}");
            assert_eq!(logo.bytes(), file);
        }
    }

    #[test]
    fn whatever_else_is_sent_is_refused() {
        let files: [&[u8]; 15] = [
            b"",
            b"\x89",
            b"\x89PNG",
            b"\xff\xd8",
            b"RIFF",
            b"RIFF\x40\0\0\0WAVEfmt ",
            b"RIFF\x40\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x3f\x01\0\x4f\0\0",
            b"GIF89a\x40\x01\x50\0\xf7\0\0",
            b"<svg xmlns='http://www.w3.org/2000/svg' width='64' height='64'></svg>",
            b"<?xml version='1.0'?><svg width='64' height='64'/>",
            b"<!doctype html><script>alert(1)</script>",
            b"%PDF-1.7 and so on, and so on",
            b"BM\x40\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x40\0\0\0\x40\0\0\0",
            b"\0\0\x01\0\x01\0\x40\x40\0\0\x01\0\x20\0\0\0\0\0",
            b"\0\0\0\x1cftypavif\0\0\0\0avifmif1",
        ];
        for file in files {
            let why = Logo::parse(file.to_vec()).map(|_| ());
            assert_eq!(why, Err(LogoRefusal::NotAnImage), "{}", file.escape_ascii());
        }
    }

    #[test]
    fn an_image_that_breaks_off_is_damaged() {
        let cut = |mut file: Vec<u8>, length| {
            file.truncate(length);
            Logo::parse(file).map(|_| ())
        };
        assert_eq!(cut(png(320, 80), 20), Err(LogoRefusal::Damaged));
        assert_eq!(cut(jpeg(320, 80), 20), Err(LogoRefusal::Damaged));
    }

    #[test]
    fn an_image_whose_size_stands_elsewhere_is_damaged() {
        let changed = |mut file: Vec<u8>, at: usize, byte| {
            file[at] = byte;
            Logo::parse(file).map(|_| ())
        };
        // A line end that was converted on the way, another first chunk, no marker.
        assert_eq!(changed(png(320, 80), 4, b'\n'), Err(LogoRefusal::Damaged));
        assert_eq!(changed(png(320, 80), 12, b'J'), Err(LogoRefusal::Damaged));
        assert_eq!(changed(jpeg(320, 80), 20, 0), Err(LogoRefusal::Damaged));
    }

    #[test]
    fn a_logo_has_sixteen_to_a_thousand_and_twenty_four_pixels_each_way() {
        for (width, height) in [(16, 16), (1024, 1024), (16, 1024)] {
            assert!(Logo::parse(png(width, height)).is_ok(), "{width}x{height}");
        }
        for (width, height) in [(15, 64), (64, 15), (0, 64), (1, 1)] {
            let why = Logo::parse(png(width, height)).map(|_| ());
            assert_eq!(why, Err(LogoRefusal::TooFewPixels), "{width}x{height}");
        }
        // 65,552 would be 16 if the upper half were lost.
        for (width, height) in [(1025, 64), (64, 1025), (65_552, 64), (64, u32::MAX)] {
            let why = Logo::parse(png(width, height)).map(|_| ());
            assert_eq!(why, Err(LogoRefusal::TooManyPixels), "{width}x{height}");
        }
    }

    #[test]
    fn a_logo_has_at_most_thirty_two_kibibytes() {
        let mut file = png(320, 80);
        file.resize(LARGEST_LOGO, 0);
        assert!(Logo::parse(file.clone()).is_ok());
        file.push(0);
        assert_eq!(Logo::parse(file), Err(LogoRefusal::TooLarge));
    }

    #[test]
    fn a_logo_is_checked_again_when_it_is_read_back_and_logs_show_none_of_it() {
        let read = |bytes| Logo::deserialize(BytesDeserializer::<ValueError>::new(bytes));
        let file = png(320, 80);
        let logo = read(&file).unwrap();
        assert_eq!(logo, Logo::parse(png(320, 80)).unwrap());
        assert_eq!(format!("{logo:?}"), "Logo(Png, 320x80)");
        assert!(read(b"<svg/>").is_err());
        let stored = serde_json::to_value(&logo).unwrap();
        assert_eq!(stored, serde_json::to_value(png(320, 80)).unwrap());
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(
            start in 0..2_usize,
            cut in any::<Index>(),
            changes in proptest::collection::vec((any::<Index>(), any::<u8>()), 0..6),
            rest in proptest::collection::vec(any::<u8>(), 0..200),
        ) {
            let mut files = vec![png(320, 80), jpeg(320, 80)];
            let mut file = files.swap_remove(start);
            for (index, byte) in changes {
                let at = index.index(file.len());
                file[at] = byte;
            }
            file.truncate(cut.index(file.len() + 1));
            file.extend(rest);
            if let Ok(logo) = Logo::parse(file) {
                let allowed = 16..=1024_u16;
                prop_assert!(allowed.contains(&logo.width()) && allowed.contains(&logo.height()));
            }
        }

        #[test]
        fn neither_do_bytes_of_chance(file in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = Logo::parse(file);
        }
    }
}
