//! What "reading" a value means here, as in bench/harness/fold.h: it is added
//! to a sum. Plain types and what rkyv makes of them fold to the same sums.

use rkyv::option::ArchivedOption;
use rkyv::rend;
use rkyv::string::ArchivedString;
use rkyv::vec::ArchivedVec;

pub trait Fold: Sized {
    fn fold(&self) -> u64;

    /// Of a list; bytes have their own.
    #[inline]
    fn fold_list(list: &[Self]) -> u64 {
        list.iter().fold(0u64, |sum, value| sum.wrapping_add(value.fold()))
    }
}

impl Fold for u8 {
    #[inline]
    fn fold(&self) -> u64 {
        u64::from(*self)
    }

    #[inline]
    fn fold_list(list: &[Self]) -> u64 {
        fold_bytes(list)
    }
}

macro_rules! fold_number {
    ($($type:ty => $value:expr;)*) => {
        $(impl Fold for $type {
            #[inline]
            fn fold(&self) -> u64 {
                let value: fn(&$type) -> u64 = $value;
                value(self)
            }
        })*
    };
}

fold_number! {
    bool => |v| u64::from(*v);
    u16 => |v| u64::from(*v);
    u32 => |v| u64::from(*v);
    u64 => |v| *v;
    i8 => |v| i64::from(*v) as u64;
    i16 => |v| i64::from(*v) as u64;
    i32 => |v| i64::from(*v) as u64;
    i64 => |v| *v as u64;
    f32 => |v| u64::from(v.to_bits());
    f64 => |v| v.to_bits();
    rend::u16_le => |v| v.to_native().fold();
    rend::u32_le => |v| v.to_native().fold();
    rend::u64_le => |v| v.to_native();
    rend::i16_le => |v| v.to_native().fold();
    rend::i32_le => |v| v.to_native().fold();
    rend::i64_le => |v| v.to_native() as u64;
    rend::f32_le => |v| v.to_native().fold();
    rend::f64_le => |v| v.to_native().fold();
}

fn fold_bytes(bytes: &[u8]) -> u64 {
    bytes.len() as u64 + bytes.first().map_or(0, |&b| u64::from(b))
}

impl Fold for String {
    fn fold(&self) -> u64 {
        fold_bytes(self.as_bytes())
    }
}

impl Fold for ArchivedString {
    fn fold(&self) -> u64 {
        fold_bytes(self.as_bytes())
    }
}

impl<T: Fold> Fold for Vec<T> {
    fn fold(&self) -> u64 {
        T::fold_list(self)
    }
}

impl<T: Fold> Fold for ArchivedVec<T> {
    fn fold(&self) -> u64 {
        T::fold_list(self)
    }
}

impl<T: Fold> Fold for Option<T> {
    fn fold(&self) -> u64 {
        self.as_ref().map_or(0, Fold::fold)
    }
}

impl<T: Fold> Fold for ArchivedOption<T> {
    fn fold(&self) -> u64 {
        self.as_ref().map_or(0, Fold::fold)
    }
}
