//! Trial.
macro_rules! markup {
    (@value { $($value:tt)* }) => { { $($value)* } };
    (@value $value:literal) => { $value };
    (@attributes [$($stack:tt)*] [$($el:tt)*] on:$event:ident = $value:tt $($rest:tt)*) => {
        $crate::dom::markup!(@attributes [$($stack)*]
            [$($el)*.on(stringify!($event), $crate::dom::markup!(@value $value))] $($rest)*)
    };
    (@attributes [$($stack:tt)*] [$($el:tt)*] $name:ident $(- $more:ident)* = $value:tt $($rest:tt)*) => {
        $crate::dom::markup!(@attributes [$($stack)*]
            [$($el)*.attr(concat!(stringify!($name) $(, "-", stringify!($more))*), $crate::dom::markup!(@value $value))]
            $($rest)*)
    };
    (@attributes [$($stack:tt)*] [$($el:tt)*] > $($rest:tt)*) => {
        $crate::dom::markup!(@children [$($stack)*] [$($el)*] $($rest)*)
    };
    (@children [] [$($el:tt)*] < / $tag:ident >) => { $($el)* };
    (@children [[$($parent:tt)*] $($stack:tt)*] [$($el:tt)*] < / $tag:ident > $($rest:tt)*) => {
        $crate::dom::markup!(@children [$($stack)*] [$($parent)*.child($($el)*)] $($rest)*)
    };
    (@children [$($stack:tt)*] [$($el:tt)*] < $tag:ident $($rest:tt)*) => {
        $crate::dom::markup!(@attributes [[$($el)*] $($stack)*] [$crate::dom::el(stringify!($tag))] $($rest)*)
    };
    (@children [$($stack:tt)*] [$($el:tt)*] { $($child:tt)* } $($rest:tt)*) => {
        $crate::dom::markup!(@children [$($stack)*] [$($el)*.child({ $($child)* })] $($rest)*)
    };
    (< $tag:ident $($rest:tt)*) => {
        $crate::dom::markup!(@attributes [] [$crate::dom::el(stringify!($tag))] $($rest)*)
    };
}
pub(crate) use markup;
