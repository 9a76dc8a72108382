//! For whom an event is: what makes it accessible, and for which ages.

/// Something that makes an event accessible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// One gets there without steps, in a wheelchair too.
    StepFree,
    /// It is interpreted into a sign language.
    SignLanguage,
    /// What is said can be read along.
    Captions,
    /// What is seen is described.
    AudioDescription,
    /// Hearing aids receive what is said.
    HearingLoop,
    /// It is low in noise and stimuli.
    Quiet,
}

impl Access {
    /// All, in the order in which they are told.
    pub const ALL: [Self; 6] = [
        Self::StepFree,
        Self::SignLanguage,
        Self::Captions,
        Self::AudioDescription,
        Self::HearingLoop,
        Self::Quiet,
    ];

    /// The name in addresses and in the query language.
    pub fn name(self) -> &'static str {
        match self {
            Self::StepFree => "step-free",
            Self::SignLanguage => "sign-language",
            Self::Captions => "captions",
            Self::AudioDescription => "audio-description",
            Self::HearingLoop => "hearing-loop",
            Self::Quiet => "quiet",
        }
    }

    /// What has this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|access| access.name() == name)
    }
}

/// A range of ages in whole years, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ages {
    /// The youngest; 0 where the feed does not say.
    pub from: u8,
    /// The oldest, where the feed says it.
    pub to: Option<u8>,
}
