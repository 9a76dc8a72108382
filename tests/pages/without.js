// A browser that knows no WebAssembly: some leave it out for those who ask for the strictest settings.
delete window.WebAssembly;
