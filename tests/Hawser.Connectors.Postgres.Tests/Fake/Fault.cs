namespace Hawser.Connectors.Postgres.Tests.Fake;

/// <summary>What a fake server does wrong.</summary>
public enum Fault
{
    None,

    // While logging in.
    ClosesAtOnce,
    IsSilentAtLogin,
    SpeaksAnotherProtocol,
    AnnouncesHugeLoginMessage,
    AnnouncesNegativeLength,
    RefusesPassword,
    WantsGss,
    WantsSspi,
    WantsUnknownMethod,
    WantsUnknownSaslMechanism,
    SendsForeignNonce,
    CannotProveItself,
    SkipsItsProof,
    SendsShortSalt,
    KeepsFloatingMoments,
    RefusesTls,
    AnswersTlsRequestWithError,
    SendsBytesBehindTlsAgreement,
    ShowsCertificateOfAnotherHost,

    // When a COPY begins.
    CopiesInText,
    CopiesOtherColumns,
    AnswersWithRows,
    AnswersWithCopyIn,
    EndsWithoutCopy,

    // While it runs.
    SendsUnknownMessage,
    SendsUnexpectedMessage,
    TruncatesMessage,
    ResetsConnection,
    IsSilentInCopy,
    AnnouncesTooLongRow,
    AnnouncesTooShortRow,
    AnnouncesNegativeRow,
    AnnouncesTooLongField,
    AnnouncesNegativeField,
    SendsOtherFieldCount,
    SendsOtherSignature,
    SendsCriticalFlags,
    AnnouncesLongHeader,
    FailsInTheMiddle,
    DiesInTheMiddle,

    // At its end.
    FailsAfterTheLastRow,
    ForgetsTrailer,
    SendsRowsBehindTrailer,
    SendsDataBehindCopyDone,
    CountsOtherRows,
    IsSilentAfterCopyDone,
    ClosesAfterCopyDone,

    // When cancelled.
    IgnoresCancel,
}
