# Creates the image of a queue message, such as {"Sku": "A1", "Prompt": "A mug"}. A message can be delivered more than once.
param($Row, $TriggerMetadata)

$image = @{
    OutFile             = "$env:IMAGE_FOLDER/{Sku}.png"
    SkipExisting        = $true
    Claim               = $true
    ErrorVariable       = 'failed'
    ErrorAction         = 'SilentlyContinue'
    InformationVariable = 'run'
}
[pscustomobject]$Row | New-CometImage @image | Out-Null

# The module retried what is safe to retry. A message that fails is delivered again, so the function completes the message and reports
# the error, because the service may have charged for the request.
foreach ($record in $failed) {
    Push-OutputBinding -Name Failed -Value @{
        Row          = $Row
        ErrorId      = $record.FullyQualifiedErrorId
        Message      = "$record"
        MayBeCharged = [bool]$record.Exception.MayHaveBeenCharged
    }
}

# Another process creates the image, or it was killed and its claim hasn't expired. Only the next delivery can find out.
if ($run.MessageData.InProgressElsewhere) {
    throw "Another process creates the image of '$($Row.Sku)'."
}
