namespace KotanBot;

/// <summary>The program will not do what it was asked, for a reason a person can mend. The message is one clear line.</summary>
public class RefusedException(string oneClearLine) : Exception(oneClearLine);
