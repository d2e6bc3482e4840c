# An image with PowerShell and the module, which runs as a user without privileges. docs/many-machines.md describes its use.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
WORKDIR /source
COPY . .
# The tool manifest has the version of PowerShell.
RUN dotnet tool install PowerShell --tool-path /opt/powershell \
        --version "$(sed -n '/"powershell"/,/}/s/.*"version": "\(.*\)".*/\1/p' .config/dotnet-tools.json)" \
    && dotnet msbuild build/Package.proj -nologo -p:Destination=/tmp/package \
    && mkdir -p /modules \
    && cp -r /tmp/package/build/zip/CometImages /modules/

FROM mcr.microsoft.com/dotnet/runtime:10.0
COPY --from=build /opt/powershell /opt/powershell
COPY --from=build /modules /usr/local/share/powershell/Modules
ENV PATH="/opt/powershell:$PATH" POWERSHELL_TELEMETRY_OPTOUT=1
# The group can write, so that a volume that Kubernetes mounts with fsGroup is the only other folder that needs a permission.
RUN mkdir -p /images && chown "$APP_UID:0" /images && chmod 770 /images
WORKDIR /images
USER $APP_UID
# Doesn't cost anything: the command lists the models and reads the balance. The key is a file of a secret, or COMETAPI_KEY.
HEALTHCHECK --interval=5m --timeout=60s --start-period=30s CMD ["pwsh", "-NoProfile", "-NonInteractive", "-Command", \
    "if (Test-Path /run/secrets/cometapi_key) { $env:COMETAPI_KEY = (Get-Content -Raw /run/secrets/cometapi_key).Trim() }; exit [int](-not (Test-CometConnection -Quiet))"]
ENTRYPOINT ["pwsh", "-NoProfile", "-NonInteractive"]
